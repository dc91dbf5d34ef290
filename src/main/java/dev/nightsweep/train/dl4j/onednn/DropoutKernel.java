package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;

/** Multiplies by factors that somebody draws for every batch, image by image. */
final class DropoutKernel implements LayerKernel {
  private final Mask mask;
  private final memory factors;
  private final int count;
  private final Call forward;
  private final Call backward;

  DropoutKernel(OneDnn library, Tensor input, Tensor output, Mask mask) {
    this.mask = mask;
    this.factors = library.allocate(input.description());
    this.count = Math.toIntExact(input.description().get_size() / Float.BYTES);
    this.forward = times(library, input.values(), output.values());
    this.backward =
        input.gradient() == null ? null : times(library, output.gradient(), input.gradient());
  }

  private Call times(OneDnn library, memory from, memory to) {
    binary.primitive_desc plan =
        new binary.primitive_desc(
            library.cpu, algorithm.binary_mul, from.get_desc(), factors.get_desc(), to.get_desc());
    return library
        .call(new binary(plan))
        .with(dnnl.DNNL_ARG_SRC_0, from)
        .with(dnnl.DNNL_ARG_SRC_1, factors)
        .with(dnnl.DNNL_ARG_DST, to);
  }

  @Override
  public void forward() {
    Tensor.numbers(factors).put(mask.factors(count));
    forward.run();
  }

  @Override
  public void backward(Learner learner) {
    if (backward != null) {
      backward.run();
    }
  }
}
