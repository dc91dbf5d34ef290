package dev.nightsweep.train.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * A convolution with its biases and activation. oneDNN chooses how weights lie while it computes;
 * they are copied there from the order in which they are kept, and their gradient back.
 */
final class ConvolutionKernel implements LayerKernel {
  private static final algorithm DIRECT = algorithm.convolution_direct;

  private final OneDnn library;
  private final Tensor input;
  private final Tensor output;
  private final Convolution layer;
  private final SlidingWindow window;
  private final Parameters parameters;
  private final memory.desc anyWeights;
  private final memory.desc keptWeights;
  private final memory.desc biases;
  private final List<Call> forward = new ArrayList<>();
  private final List<Call> backward = new ArrayList<>();
  private Parameters gradients;

  ConvolutionKernel(
      OneDnn library, Tensor input, Tensor output, Convolution layer, Parameters parameters) {
    this.library = library;
    this.input = input;
    this.output = output;
    this.layer = layer;
    this.window = layer.window();
    this.parameters = parameters;
    long[] shape = layer.weights(input.shape());
    this.anyWeights = OneDnn.floats(format_tag.any, shape);
    this.keptWeights = OneDnn.floats(layer.kept(), shape);
    this.biases =
        parameters.biases() == null
            ? new memory.desc()
            : OneDnn.floats(format_tag.a, layer.filters());
    planForward();
  }

  private void planForward() {
    convolution_forward.primitive_desc plan =
        new convolution_forward.primitive_desc(
            library.cpu,
            prop_kind.forward_training,
            DIRECT,
            input.description(),
            anyWeights,
            biases,
            output.description(),
            window.strides(),
            window.dilations(),
            window.before(input.shape()),
            window.after(input.shape()),
            OneDnn.then(layer.activation()),
            false);
    memory weights = weightsFor(plan.weights_desc(), forward);
    Call call =
        library
            .call(new convolution_forward(plan))
            .with(dnnl.DNNL_ARG_SRC, input.values())
            .with(dnnl.DNNL_ARG_WEIGHTS, weights)
            .with(dnnl.DNNL_ARG_DST, output.values());
    if (parameters.biases() != null) {
      call.with(dnnl.DNNL_ARG_BIAS, library.wrap(biases, parameters.biases()));
    }
    forward.add(call);
  }

  /**
   * Adds the backward pass.
   *
   * @param gradients where those of the parameters go
   */
  void planBackward(Parameters gradients) {
    this.gradients = gradients;
    if (layer.activation() != Activation.IDENTITY) {
      backward.add(library.backward(layer.activation(), output));
    }
    convolution_forward.primitive_desc hint =
        new convolution_forward.primitive_desc(
            library.cpu,
            prop_kind.forward_training,
            DIRECT,
            input.description(),
            anyWeights,
            biases,
            output.description(),
            window.strides(),
            window.dilations(),
            window.before(input.shape()),
            window.after(input.shape()));
    if (input.gradient() != null) {
      planInputGradient(hint);
    }
    planParameterGradient(hint, gradients);
  }

  private void planInputGradient(convolution_forward.primitive_desc hint) {
    convolution_backward_data.primitive_desc plan =
        new convolution_backward_data.primitive_desc(
            library.cpu,
            DIRECT,
            input.description(),
            anyWeights,
            output.description(),
            window.strides(),
            window.dilations(),
            window.before(input.shape()),
            window.after(input.shape()),
            hint);
    memory weights = weightsFor(plan.weights_desc(), backward);
    backward.add(
        library
            .call(new convolution_backward_data(plan))
            .with(dnnl.DNNL_ARG_DIFF_DST, output.gradient())
            .with(dnnl.DNNL_ARG_WEIGHTS, weights)
            .with(dnnl.DNNL_ARG_DIFF_SRC, input.gradient()));
  }

  private void planParameterGradient(
      convolution_forward.primitive_desc hint, Parameters gradients) {
    convolution_backward_weights.primitive_desc plan =
        new convolution_backward_weights.primitive_desc(
            library.cpu,
            DIRECT,
            input.description(),
            anyWeights,
            biases,
            output.description(),
            window.strides(),
            window.dilations(),
            window.before(input.shape()),
            window.after(input.shape()),
            hint);
    memory kept = library.wrap(keptWeights, gradients.weights());
    boolean same = plan.diff_weights_desc().equals(keptWeights);
    memory computed = same ? kept : library.allocate(plan.diff_weights_desc());
    Call call =
        library
            .call(new convolution_backward_weights(plan))
            .with(dnnl.DNNL_ARG_SRC, input.values())
            .with(dnnl.DNNL_ARG_DIFF_DST, output.gradient())
            .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, computed);
    if (gradients.biases() != null) {
      call.with(dnnl.DNNL_ARG_DIFF_BIAS, library.wrap(biases, gradients.biases()));
    }
    backward.add(call);
    if (!same) {
      backward.add(library.copy(computed, kept));
    }
  }

  /** The weights in the layout that a primitive wants; copied anew in every pass. */
  private memory weightsFor(memory.desc wanted, List<Call> pass) {
    memory kept = library.wrap(keptWeights, parameters.weights());
    if (wanted.equals(keptWeights)) {
      return kept;
    }
    memory copy = library.allocate(wanted);
    pass.add(library.copy(kept, copy));
    return copy;
  }

  @Override
  public void forward() {
    forward.forEach(Call::run);
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
