package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Batch normalization (Ioffe and Szegedy 2015): channels are normalized by their mean and variance
 * over the batch while a network learns, by the running ones otherwise.
 */
final class BatchNormalizationKernel implements LayerKernel {
  private final OneDnn library;
  private final Tensor input;
  private final Tensor output;
  private final BatchNormalizationParameters parameters;
  private final boolean learns;
  private final memory.desc channels;
  private final memory mean;
  private final memory variance;
  private final batch_normalization_forward.primitive_desc plan;
  private final Call forward;
  private Call backward;
  private memory gammaGradient;
  private memory betaGradient;

  BatchNormalizationKernel(
      OneDnn library,
      Tensor input,
      Tensor output,
      BatchNormalizationParameters parameters,
      boolean learns) {
    this.library = library;
    this.input = input;
    this.output = output;
    this.parameters = parameters;
    this.learns = learns;
    this.channels = OneDnn.floats(format_tag.a, input.shape().channels());
    this.mean = learns ? library.allocate(channels) : wrap(parameters.mean());
    this.variance = learns ? library.allocate(channels) : wrap(parameters.variance());
    prop_kind kind = learns ? prop_kind.forward_training : prop_kind.forward_inference;
    this.plan =
        new batch_normalization_forward.primitive_desc(
            library.cpu,
            kind.value,
            input.description(),
            output.description(),
            (float) parameters.epsilon(),
            flags());
    this.forward =
        library
            .call(new batch_normalization_forward(plan))
            .with(dnnl.DNNL_ARG_SRC, input.values())
            .with(dnnl.DNNL_ARG_MEAN, mean)
            .with(dnnl.DNNL_ARG_VARIANCE, variance)
            .with(dnnl.DNNL_ARG_DST, output.values());
    with(forward, dnnl.DNNL_ARG_SCALE, parameters.gamma());
    with(forward, dnnl.DNNL_ARG_SHIFT, parameters.beta());
  }

  private int flags() {
    return (learns ? 0 : normalization_flags.use_global_stats.value)
        | (parameters.gamma() == null ? 0 : normalization_flags.use_scale.value)
        | (parameters.beta() == null ? 0 : normalization_flags.use_shift.value);
  }

  private memory wrap(FloatPointer numbers) {
    return library.wrap(channels, numbers);
  }

  private void with(Call call, int name, FloatPointer numbers) {
    if (numbers != null) {
      call.with(name, wrap(numbers));
    }
  }

  /** Adds the backward pass. */
  void planBackward() {
    memory.desc shape = input.description();
    prop_kind kind = parameters.learned() == 0 ? prop_kind.backward_data : prop_kind.backward;
    batch_normalization_backward.primitive_desc back =
        new batch_normalization_backward.primitive_desc(
            library.cpu,
            kind.value,
            shape,
            shape,
            shape,
            (float) parameters.epsilon(),
            flags(),
            plan);
    // oneDNN computes the input's gradient even where nobody asks for it.
    memory below = input.gradient() == null ? library.allocate(shape) : input.gradient();
    backward =
        library
            .call(new batch_normalization_backward(back))
            .with(dnnl.DNNL_ARG_SRC, input.values())
            .with(dnnl.DNNL_ARG_MEAN, mean)
            .with(dnnl.DNNL_ARG_VARIANCE, variance)
            .with(dnnl.DNNL_ARG_DIFF_DST, output.gradient())
            .with(dnnl.DNNL_ARG_DIFF_SRC, below);
    with(backward, dnnl.DNNL_ARG_SCALE, parameters.gamma());
    if (parameters.gamma() != null) {
      gammaGradient = library.allocate(channels);
      backward.with(dnnl.DNNL_ARG_DIFF_SCALE, gammaGradient);
    }
    if (parameters.beta() != null) {
      betaGradient = library.allocate(channels);
      backward.with(dnnl.DNNL_ARG_DIFF_SHIFT, betaGradient);
    }
  }

  @Override
  public void forward() {
    forward.run();
    if (learns) {
      float decay = (float) parameters.decay();
      new RunningStatistic(parameters.mean(), mean, decay).follow();
      new RunningStatistic(parameters.variance(), variance, decay).follow();
    }
  }

  @Override
  public void backward(Learner learner) {
    if (backward == null) {
      return;
    }
    backward.run();
    if (gammaGradient != null) {
      learner.learn(parameters.gamma(), Tensor.numbers(gammaGradient), false);
    }
    if (betaGradient != null) {
      learner.learn(parameters.beta(), Tensor.numbers(betaGradient), false);
    }
  }
}
