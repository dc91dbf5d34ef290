package dev.nightsweep.train.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/**
 * A convolution with its biases and activation. Weights are copied into the layout that oneDNN
 * chooses from the order in which they are kept, and their gradient back.
 */
final class ConvolutionKernel implements LayerKernel {
  private final OneDnn library;
  private final Tensor input;
  private final Tensor output;
  private final Activation activation;
  private final Parameters parameters;
  private final ConvolutionPlans plans;
  private final memory.desc keptWeights;
  private final List<Call> forward = new ArrayList<>();
  private final List<Call> backward = new ArrayList<>();
  private Parameters gradients;

  ConvolutionKernel(
      OneDnn library, Tensor input, Tensor output, Convolution layer, Parameters parameters) {
    this.library = library;
    this.input = input;
    this.output = output;
    this.activation = layer.activation();
    this.parameters = parameters;
    this.plans = new ConvolutionPlans(library, input, output, layer, parameters.biases() != null);
    this.keptWeights = OneDnn.floats(layer.kept(), layer.weights(input.shape()));
    planForward();
  }

  private void planForward() {
    convolution_forward.primitive_desc plan = plans.forward(OneDnn.then(activation));
    memory weights = weightsFor(plan.weights_desc(), forward);
    Call call =
        library
            .call(new convolution_forward(plan))
            .with(dnnl.DNNL_ARG_SRC, input.values())
            .with(dnnl.DNNL_ARG_WEIGHTS, weights)
            .with(dnnl.DNNL_ARG_DST, output.values());
    if (parameters.biases() != null) {
      call.with(dnnl.DNNL_ARG_BIAS, library.wrap(plans.biases(), parameters.biases()));
    }
    forward.add(call);
  }

  /** Adds the backward pass. */
  void planBackward() {
    if (activation != Activation.IDENTITY) {
      backward.add(library.backward(activation, output));
    }
    if (input.gradient() != null) {
      planInputGradient();
    }
    planParameterGradient();
  }

  private void planInputGradient() {
    convolution_backward_data.primitive_desc plan = plans.inputGradient();
    memory weights = weightsFor(plan.weights_desc(), backward);
    backward.add(
        library
            .call(new convolution_backward_data(plan))
            .with(dnnl.DNNL_ARG_DIFF_DST, output.gradient())
            .with(dnnl.DNNL_ARG_WEIGHTS, weights)
            .with(dnnl.DNNL_ARG_DIFF_SRC, input.gradient()));
  }

  private void planParameterGradient() {
    convolution_backward_weights.primitive_desc plan = plans.parameterGradient();
    memory kept = library.allocate(keptWeights);
    memory biasGradient = parameters.biases() == null ? null : library.allocate(plans.biases());
    gradients =
        new Parameters(
            Tensor.numbers(kept), biasGradient == null ? null : Tensor.numbers(biasGradient));
    boolean same = plan.diff_weights_desc().equals(keptWeights);
    memory computed = same ? kept : library.allocate(plan.diff_weights_desc());
    Call call =
        library
            .call(new convolution_backward_weights(plan))
            .with(dnnl.DNNL_ARG_SRC, input.values())
            .with(dnnl.DNNL_ARG_DIFF_DST, output.gradient())
            .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, computed);
    if (biasGradient != null) {
      call.with(dnnl.DNNL_ARG_DIFF_BIAS, biasGradient);
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
  public void backward(Learner learner) {
    backward.forEach(Call::run);
    parameters.learn(learner, gradients);
  }
}
