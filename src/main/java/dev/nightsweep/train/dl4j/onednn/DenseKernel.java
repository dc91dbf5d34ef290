package dev.nightsweep.train.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/** A fully connected layer with its biases and activation: products of matrices. */
final class DenseKernel implements LayerKernel {
  private final OneDnn library;
  private final Tensor input;
  private final Tensor output;
  private final Activation activation;
  private final Parameters parameters;
  private final long images;
  private final Call forward;
  private final List<Call> backward = new ArrayList<>();
  private Parameters gradients;

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

  /**
   * Adds the backward pass.
   *
   * @param gradients where those of the parameters go
   */
  void planBackward(Parameters gradients) {
    this.gradients = gradients;
    if (activation != Activation.IDENTITY) {
      backward.add(library.backward(activation, output));
    }
    memory delta = matrix(output.gradient(), rows(units()));
    if (input.gradient() != null) {
      memory below = matrix(input.gradient(), rows(inputs()));
      backward.add(library.product(delta, weights(format_tag.ab, units(), inputs()), below));
    }
    memory columns = matrix(output.gradient(), OneDnn.floats(format_tag.ba, units(), images));
    backward.add(
        library.product(
            columns,
            matrix(input.values(), rows(inputs())),
            library.wrap(OneDnn.floats(format_tag.ab, units(), inputs()), gradients.weights())));
    if (gradients.biases() != null) {
      backward.add(biasGradient(delta));
    }
  }

  /** The sums of the images' gradients. */
  private Call biasGradient(memory delta) {
    memory ones = library.allocate(OneDnn.floats(format_tag.ab, 1, images));
    for (long i = 0; i < images; i++) {
      Tensor.numbers(ones).put(i, 1);
    }
    return library.product(
        ones, delta, library.wrap(OneDnn.floats(format_tag.ab, 1, units()), gradients.biases()));
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

  @Override
  public void backward() {
    backward.forEach(Call::run);
  }

  @Override
  public void learn(Learner learner) {
    parameters.learn(learner, gradients);
  }
}
