package dev.nightsweep.train.dl4j.onednn;

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
final class NormalizationKernel implements Kernel {
  /** Numbers that fit the second cache together with what is computed from them. */
  private static final long MAX_CACHED = 40_000;

  private final OneDnn library;
  private final Tensor input;
  private final Lrn settings;
  private final NormalizationPower power;
  private final long chunk;
  private final long chunks;
  private final memory.desc rows;
  private final memory.desc flat;
  private final memory band;
  private final List<Moving> moving;
  private final List<Call> forward;
  private final List<Call> backward;

  /**
   * An array of a few images, as rows of channels and as one row, that is moved over those of a
   * batch.
   *
   * @param batch null where the array is used anew for every few
   */
  private record Moving(memory rows, memory flat, FloatPointer batch) {
    void to(long number) {
      FloatPointer start = batch.getPointer(number); // a position would be taken as bytes
      rows.set_data_handle(start);
      flat.set_data_handle(start);
    }
  }

  NormalizationKernel(OneDnn library, Tensor input, Tensor output, int images, Lrn settings) {
    this.library = library;
    this.input = input;
    this.settings = settings;
    this.power = NormalizationPower.of(settings.beta());
    long together = together(images, input.shape().size());
    this.chunk = together * input.shape().size();
    this.chunks = images / together;
    this.rows =
        OneDnn.floats(format_tag.ab, together * input.shape().places(), input.shape().channels());
    this.flat = OneDnn.floats(format_tag.a, chunk);
    this.band = band();
    boolean learns = input.gradient() != null;
    Moving x = over(input.values());
    Moving y = over(output.values());
    Moving kept = learns ? over(library.allocate(input.description())) : here();
    memory squares = library.allocate(rows);
    this.forward =
        List.of(
            library.elementwise(algorithm.eltwise_square, 0, 0, x.rows, squares),
            product(squares, kept.rows, power.ofSums(settings)),
            multiply(power.ofOutput(), kept.flat, y.flat, x.flat));
    Moving g = learns ? over(output.gradient()) : null;
    Moving dx = learns ? over(input.gradient()) : null;
    this.backward = learns ? backward(x, kept, g, dx) : List.of();
    this.moving = learns ? List.of(x, y, kept, g, dx) : List.of(x, y);
  }

  /** How many images at a time: a divisor of the batch. */
  private static long together(int images, long size) {
    long together = Math.max(1, Math.min(images, MAX_CACHED / size));
    while (images % together != 0) {
      together--;
    }
    return together;
  }

  private Moving over(memory batch) {
    FloatPointer numbers = Tensor.numbers(batch);
    return new Moving(library.wrap(rows, numbers), library.wrap(flat, numbers), numbers);
  }

  private Moving here() {
    memory array = library.allocate(rows);
    return new Moving(array, library.wrap(flat, array.get_data_handle()), null);
  }

  /** Ones where two channels share a window. */
  private memory band() {
    int channels = input.shape().channels();
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

  private List<Call> backward(Moving x, Moving kept, Moving g, Moving dx) {
    Moving scaled = here();
    Moving terms = here();
    post_ops rest = new post_ops();
    float factor = (float) (-2 * settings.alpha() * settings.beta());
    rest.append_eltwise(algorithm.eltwise_linear, factor, 0);
    rest.append_binary(algorithm.binary_mul, rows);
    rest.append_binary(algorithm.binary_add, rows);
    return List.of(
        multiply(power.ofOutput(), kept.flat, scaled.flat, g.flat),
        multiply(power.ofInverse(), kept.flat, terms.flat, scaled.flat, x.flat),
        product(terms.rows, dx.rows, rest).with(second(1), x.rows).with(second(2), scaled.rows));
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
  private Call multiply(
      NormalizationPower.Product first, memory kept, memory to, memory... others) {
    memory factor = library.allocate(OneDnn.floats(format_tag.a, 1));
    Tensor.numbers(factor).put(first.factor());
    memory right = first.squared() ? kept : factor;
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
            .with(dnnl.DNNL_ARG_SRC_0, kept)
            .with(dnnl.DNNL_ARG_SRC_1, right)
            .with(dnnl.DNNL_ARG_DST, to);
    for (memory other : others) {
      call.with(second(place++), other);
    }
    return first.timesKept() ? call.with(second(place), kept) : call;
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
    over(forward);
  }

  @Override
  public void backward() {
    over(backward);
  }

  private void over(List<Call> calls) {
    for (long c = 0; c < chunks; c++) {
      long start = c * chunk;
      moving.forEach(array -> array.to(start));
      calls.forEach(Call::run);
    }
  }
}
