package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.memory;

/** Hands planes to a layer of another library, and takes them back. */
final class OutsideKernel implements LayerKernel {
  private final OutsideLayer layer;
  private final memory input;
  private final memory output;
  private final Call in;
  private final Call out;
  private final Call gradientIn;
  private final Call gradientOut;

  OutsideKernel(OneDnn library, Tensor from, Tensor to, int images, OutsideLayer layer) {
    this.layer = layer;
    this.input = library.allocate(OneDnn.planes(images, from.shape()));
    this.output = library.allocate(OneDnn.planes(images, to.shape()));
    this.in = library.copy(from.values(), input);
    this.out = library.copy(output, to.values());
    boolean learns = from.gradient() != null;
    this.gradientIn = learns ? library.copy(to.gradient(), output) : null;
    this.gradientOut = learns ? library.copy(input, from.gradient()) : null;
  }

  @Override
  public void forward() {
    in.run();
    layer.forward(Tensor.numbers(input), Tensor.numbers(output));
    out.run();
  }

  @Override
  public void backward(Learner learner) {
    if (gradientIn != null) {
      gradientIn.run();
      layer.backward(Tensor.numbers(output), Tensor.numbers(input));
      gradientOut.run();
    }
  }
}
