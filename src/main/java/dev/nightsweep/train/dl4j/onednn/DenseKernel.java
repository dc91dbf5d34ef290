package dev.nightsweep.train.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.javacpp.FloatPointer;

/** A fully connected layer with its biases and activation: products of matrices. */
final class DenseKernel implements LayerKernel {
  /** Weights whose gradient fits the second cache together with what learning needs. */
  private static final long MAX_CACHED = 65_536;

  private final OneDnn library;
  private final Tensor input;
  private final Tensor output;
  private final Activation activation;
  private final Parameters parameters;
  private final long images;
  private final Call forward;
  private final List<Call> backward = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private FloatPointer biasGradient;

  /** The weights of some of the units. */
  private record Part(Call gradientOf, FloatPointer weights, FloatPointer gradient) {}

  /**
   * @param images in a batch
   */
  DenseKernel(
      OneDnn library,
      Tensor input,
      Tensor output,
      int images,
      Activation activation,
      Parameters parameters) {
    this.library = library;
    this.input = input;
    this.output = output;
    this.activation = activation;
    this.parameters = parameters;
    this.images = images;
    boolean biased = parameters.biases() != null;
    memory.desc biases = biased ? OneDnn.floats(format_tag.ab, 1, units()) : new memory.desc();
    matmul.primitive_desc plan =
        new matmul.primitive_desc(
            library.cpu,
            rows(inputs()),
            OneDnn.floats(format_tag.ba, inputs(), units()),
            biases,
            rows(units()),
            OneDnn.then(activation),
            false);
    this.forward =
        library
            .call(new matmul(plan))
            .with(dnnl.DNNL_ARG_SRC, matrix(input.values(), rows(inputs())))
            .with(dnnl.DNNL_ARG_WEIGHTS, weights(format_tag.ba, inputs(), units()))
            .with(dnnl.DNNL_ARG_DST, matrix(output.values(), rows(units())));
    if (biased) {
      forward.with(dnnl.DNNL_ARG_BIAS, library.wrap(biases, parameters.biases()));
    }
  }

  /** Adds the backward pass. */
  void planBackward() {
    if (activation != Activation.IDENTITY) {
      backward.add(library.backward(activation, output));
    }
    memory delta = matrix(output.gradient(), rows(units()));
    if (input.gradient() != null) {
      memory below = matrix(input.gradient(), rows(inputs()));
      backward.add(library.product(delta, weights(format_tag.ab, units(), inputs()), below));
    }
    planWeightGradient();
    if (parameters.biases() != null) {
      planBiasGradient(delta);
    }
  }

  /** The sums of the images' gradients. */
  private void planBiasGradient(memory delta) {
    memory ones = library.allocate(OneDnn.floats(format_tag.ab, 1, images));
    for (long i = 0; i < images; i++) {
      Tensor.numbers(ones).put(i, 1);
    }
    memory.desc row = OneDnn.floats(format_tag.ab, 1, units());
    memory sums = library.allocate(row);
    backward.add(library.product(ones, delta, sums));
    biasGradient = Tensor.numbers(sums);
  }

  private void planWeightGradient() {
    memory values = matrix(input.values(), rows(inputs()));
    long together = Math.min(units(), Math.max(1, MAX_CACHED / inputs()));
    FloatPointer gradient =
        Tensor.numbers(library.allocate(OneDnn.floats(format_tag.ab, together, inputs())));
    for (long first = 0; first < units(); first += together) {
      long count = Math.min(together, units() - first);
      FloatPointer delta = Tensor.numbers(output.gradient()).getPointer(first);
      memory.desc columns =
          new memory.desc(
              new long[] {count, images}, memory.data_type.f32, new long[] {1, units()});
      memory.desc weights = OneDnn.floats(format_tag.ab, count, inputs());
      parts.add(
          new Part(
              library.product(
                  library.wrap(columns, delta), values, library.wrap(weights, gradient)),
              parameters.weights().getPointer(first * inputs()).capacity(count * inputs()),
              gradient.getPointer(0).capacity(count * inputs())));
    }
  }

  private long inputs() {
    return input.shape().size();
  }

  private long units() {
    return output.shape().channels();
  }

  private memory.desc rows(long length) {
    return OneDnn.floats(format_tag.ab, images, length);
  }

  /** The same numbers as a matrix. */
  private memory matrix(memory array, memory.desc description) {
    return library.wrap(description, array.get_data_handle());
  }

  private memory weights(format_tag layout, long rows, long columns) {
    return library.wrap(OneDnn.floats(layout, rows, columns), parameters.weights());
  }

  @Override
  public void forward() {
    forward.run();
  }

  /** The gradient of some units' weights is used while it is in the cache, and then overwritten. */
  @Override
  public void backward(Learner learner) {
    backward.forEach(Call::run);
    for (Part part : parts) {
      part.gradientOf.run();
      learner.learn(part.weights, part.gradient, true);
    }
    if (biasGradient != null) {
      learner.learn(parameters.biases(), biasGradient, false);
    }
  }
}
