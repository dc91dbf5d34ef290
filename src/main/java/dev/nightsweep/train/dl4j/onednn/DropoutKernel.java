package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;

/** Multiplies by factors that somebody draws for every batch, image by image, plane by plane. */
final class DropoutKernel implements LayerKernel {
  private final Mask mask;
  private final Planes drawn;
  private final int count;
  private final Call forward;
  private final Call backward;

  DropoutKernel(OneDnn library, Tensor input, Tensor output, int images, Mask mask) {
    this.mask = mask;
    memory factors = library.allocate(input.description());
    this.drawn = Planes.into(library, images, input.shape(), factors);
    this.count = Math.toIntExact(images * input.shape().size());
    this.forward = library.binary(algorithm.binary_mul, input.values(), factors, output.values());
    this.backward =
        input.gradient() == null
            ? null
            : library.binary(algorithm.binary_mul, output.gradient(), factors, input.gradient());
  }

  @Override
  public void forward() {
    drawn.put(mask.factors(count));
    forward.run();
  }

  @Override
  public void backward(Learner learner) {
    if (backward != null) {
      backward.run();
    }
  }
}
