package dev.nightsweep.train.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Local response normalization over channels, y = x·s^-beta with s = k + alpha·Σx² (Krizhevsky,
 * Sutskever and Hinton 2012, §3.3), and its exact gradient:
 *
 * <pre>
 * ∂L/∂x = a - 2·alpha·beta · x · B(a·x/s)     a = g·s^-beta,  (Bv)_i = Σ_{j in window(i)} v_j
 * </pre>
 *
 * <p>oneDNN's own is slow for channels that are no multiple of 16 and, backward, for any window but
 * of five. So the sums over windows are products with a band matrix, and the rest is done as they
 * are written. A few images at a time go through all of it while they are in the cache.
 */
final class NormalizationKernel implements LayerKernel {
  /** Numbers that fit the second cache together with what is computed from them. */
  private static final long MAX_CACHED = 40_000;

  private final OneDnn library;
  private final MapShape shape;
  private final Lrn settings;
  private final NormalizationPower power;
  private final int together;
  private final memory.desc rows;
  private final memory.desc flat;
  private final memory band;
  private final List<Call> forward = new ArrayList<>();
  private final List<Call> backward = new ArrayList<>();

  /** The numbers of a few images, as rows of channels and as one row. */
  private record Part(memory rows, memory flat) {}

  NormalizationKernel(OneDnn library, Tensor input, Tensor output, int images, Lrn settings) {
    this.library = library;
    this.shape = input.shape();
    this.settings = settings;
    this.power = NormalizationPower.of(settings.beta());
    this.together = together(images, shape.size());
    this.rows = OneDnn.floats(format_tag.ab, together * shape.places(), shape.channels());
    this.flat = OneDnn.floats(format_tag.a, together * shape.size());
    this.band = band();
    boolean learns = input.gradient() != null;
    memory kept = library.allocate(learns ? input.description() : rows);
    Part squares = part(library.allocate(rows), 0);
    Part scaled = part(library.allocate(rows), 0);
    Part terms = part(library.allocate(rows), 0);
    for (int part = 0; part < images / together; part++) {
      Part x = part(input.values(), part);
      Part t = part(kept, learns ? part : 0);
      forward.add(library.elementwise(algorithm.eltwise_square, 0, 0, x.flat, squares.flat));
      forward.add(product(squares.rows, t.rows, power.ofSums(settings)));
      forward.add(multiply(power.ofOutput(), t, part(output.values(), part), x));
      if (learns) {
        backward.add(multiply(power.ofOutput(), t, scaled, part(output.gradient(), part)));
        backward.add(multiply(power.ofInverse(), t, terms, scaled, x));
        backward.add(gradient(terms, scaled, x, part(input.gradient(), part)));
      }
    }
  }

  /** How many images at a time: a divisor of the batch. */
  private static int together(int images, long size) {
    int together = (int) Math.max(1, Math.min(images, MAX_CACHED / size));
    while (images % together != 0) {
      together--;
    }
    return together;
  }

  private Part part(memory batch, long number) {
    FloatPointer start = Tensor.numbers(batch).getPointer(number * together * shape.size());
    return new Part(library.wrap(rows, start), library.wrap(flat, start));
  }

  /** Ones where two channels share a window. */
  private memory band() {
    int channels = shape.channels();
    memory matrix = library.allocate(OneDnn.floats(format_tag.ab, channels, channels));
    FloatPointer ones = Tensor.numbers(matrix);
    for (int c = 0; c < channels; c++) {
      int end = Math.min(channels, c + settings.reach() + 1);
      for (int other = Math.max(0, c - settings.reach()); other < end; other++) {
        ones.put((long) c * channels + other, 1);
      }
    }
    return matrix;
  }

  /** scaled - 2·alpha·beta · x · (the terms' sums over windows). */
  private Call gradient(Part terms, Part scaled, Part x, Part inputGradient) {
    post_ops rest = new post_ops();
    float factor = (float) (-2 * settings.alpha() * settings.beta());
    rest.append_eltwise(algorithm.eltwise_linear, factor, 0);
    rest.append_binary(algorithm.binary_mul, rows);
    rest.append_binary(algorithm.binary_add, rows);
    return product(terms.rows, inputGradient.rows, rest)
        .with(second(1), x.rows)
        .with(second(2), scaled.rows);
  }

  private Call product(memory left, memory result, post_ops then) {
    matmul.primitive_desc plan =
        new matmul.primitive_desc(
            library.cpu, rows, band.get_desc(), rows, attributes(then), false);
    return library
        .call(new matmul(plan))
        .with(dnnl.DNNL_ARG_SRC, left)
        .with(dnnl.DNNL_ARG_WEIGHTS, band)
        .with(dnnl.DNNL_ARG_DST, result);
  }

  /** A power of s, from what is kept of it, times other arrays. */
  private Call multiply(NormalizationPower.Product first, Part kept, Part to, Part... others) {
    memory factor = library.allocate(OneDnn.floats(format_tag.a, 1));
    Tensor.numbers(factor).put(first.factor());
    memory right = first.squared() ? kept.flat : factor;
    post_ops then = new post_ops();
    first.then().forEach(function -> then.append_eltwise(function, 0, 0));
    int place = first.then().size();
    int times = others.length + (first.timesKept() ? 1 : 0);
    for (int i = 0; i < times; i++) {
      then.append_binary(algorithm.binary_mul, flat);
    }
    binary.primitive_desc plan =
        new binary.primitive_desc(
            library.cpu,
            algorithm.binary_mul,
            flat,
            right.get_desc(),
            flat,
            attributes(then),
            false);
    Call call =
        library
            .call(new binary(plan))
            .with(dnnl.DNNL_ARG_SRC_0, kept.flat)
            .with(dnnl.DNNL_ARG_SRC_1, right)
            .with(dnnl.DNNL_ARG_DST, to.flat);
    for (Part other : others) {
      call.with(second(place++), other.flat);
    }
    return first.timesKept() ? call.with(second(place), kept.flat) : call;
  }

  private static primitive_attr attributes(post_ops operations) {
    primitive_attr attributes = new primitive_attr();
    attributes.set_post_ops(operations);
    return attributes;
  }

  /** The name of the second argument of the operation at that place after a primitive. */
  private static int second(int place) {
    return dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (place + 1) | dnnl.DNNL_ARG_SRC_1;
  }

  @Override
  public void forward() {
    forward.forEach(Call::run);
  }

  @Override
  public void backward(Learner learner) {
    backward.forEach(Call::run);
  }
}
