package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;

/** Pooling; under the maximum, a window's gradient goes to one of its largest numbers. */
final class Pooling {
  private Pooling() {}

  static LayerKernel kernel(
      OneDnn library, Tensor input, Tensor output, PoolingKind kind, WindowGeometry window) {
    boolean learns = input.gradient() != null;
    pooling_forward.primitive_desc plan =
        new pooling_forward.primitive_desc(
            library.cpu,
            learns ? prop_kind.forward_training : prop_kind.forward_inference,
            kind.rule,
            input.description(),
            output.description(),
            window.strides(),
            window.kernels(),
            window.dilations(),
            window.before(input.shape()),
            window.after(input.shape()));
    Call forward =
        library
            .call(new pooling_forward(plan))
            .with(dnnl.DNNL_ARG_SRC, input.values())
            .with(dnnl.DNNL_ARG_DST, output.values());
    if (!learns) {
      return new Calls(forward, null);
    }
    pooling_backward.primitive_desc back =
        new pooling_backward.primitive_desc(
            library.cpu,
            kind.rule,
            input.description(),
            output.description(),
            window.strides(),
            window.kernels(),
            window.dilations(),
            window.before(input.shape()),
            window.after(input.shape()),
            plan);
    Call backward =
        library
            .call(new pooling_backward(back))
            .with(dnnl.DNNL_ARG_DIFF_DST, output.gradient())
            .with(dnnl.DNNL_ARG_DIFF_SRC, input.gradient());
    if (kind == PoolingKind.MAX) {
      memory winners = library.allocate(plan.workspace_desc());
      forward.with(dnnl.DNNL_ARG_WORKSPACE, winners);
      backward.with(dnnl.DNNL_ARG_WORKSPACE, winners);
    }
    return new Calls(forward, backward);
  }
}
