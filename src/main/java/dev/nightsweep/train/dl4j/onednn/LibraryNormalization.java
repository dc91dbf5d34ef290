package dev.nightsweep.train.dl4j.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.lrn_backward;
import org.bytedeco.dnnl.lrn_forward;
import org.bytedeco.dnnl.memory;

/** oneDNN's own local response normalization, where it has fast kernels for both ways. */
final class LibraryNormalization {
  private static final algorithm ACROSS = algorithm.lrn_across_channels;

  /** Channels of a vector: its kernels are slow for channels that are no multiple of it. */
  private static final int VECTOR = 16;

  private static final String FAST = "lrn_jit:";

  private LibraryNormalization() {}

  /** The layer, unless oneDNN would be slow at it. */
  static Optional<LayerKernel> kernel(OneDnn library, Tensor input, Tensor output, Lrn settings) {
    if (settings.beta() != NormalizationPower.PAPER_BETA
        || input.shape().channels() % VECTOR != 0) {
      return Optional.empty();
    }
    memory.desc shape = input.description();
    // oneDNN divides alpha by the channels of a window.
    float alpha = (float) (settings.alpha() * settings.n());
    float beta = (float) settings.beta();
    float k = (float) settings.k();
    lrn_forward.primitive_desc plan =
        new lrn_forward.primitive_desc(
            library.cpu,
            prop_kind.forward_training,
            ACROSS,
            shape,
            shape,
            settings.n(),
            alpha,
            beta,
            k);
    lrn_backward.primitive_desc back =
        new lrn_backward.primitive_desc(
            library.cpu, ACROSS, shape, shape, shape, settings.n(), alpha, beta, k, plan);
    if (!plan.impl_info_str().getString().startsWith(FAST)
        || !back.impl_info_str().getString().startsWith(FAST)) {
      return Optional.empty();
    }
    memory kept = library.allocate(plan.workspace_desc());
    Call there =
        library
            .call(new lrn_forward(plan))
            .with(dnnl.DNNL_ARG_SRC, input.values())
            .with(dnnl.DNNL_ARG_DST, output.values())
            .with(dnnl.DNNL_ARG_WORKSPACE, kept);
    return Optional.of(
        new Calls(
            there,
            input.gradient() == null
                ? null
                : backward(library, input, output, back).with(dnnl.DNNL_ARG_WORKSPACE, kept)));
  }

  private static Call backward(
      OneDnn library, Tensor input, Tensor output, lrn_backward.primitive_desc plan) {
    return library
        .call(new lrn_backward(plan))
        .with(dnnl.DNNL_ARG_SRC, input.values())
        .with(dnnl.DNNL_ARG_DIFF_DST, output.gradient())
        .with(dnnl.DNNL_ARG_DIFF_SRC, input.gradient());
  }
}
