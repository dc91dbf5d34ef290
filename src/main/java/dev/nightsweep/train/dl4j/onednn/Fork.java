package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;

/**
 * Where a residual block and its shortcut begin: both read the same numbers, and their gradients
 * are added. The shortcut, which goes backward first, writes its gradient where the sum is to be.
 *
 * @param back null where nobody asks for a gradient
 */
record Fork(Tensor toBlock, Tensor toShortcut, Call back) implements LayerKernel {

  static Fork of(OneDnn library, Tensor input) {
    memory sum = input.gradient();
    if (sum == null) {
      return new Fork(input, input, null);
    }
    memory ofBlock = library.allocate(sum.get_desc());
    return new Fork(
        new Tensor(input.shape(), input.values(), ofBlock),
        input,
        library.binary(algorithm.binary_add, sum, ofBlock, sum));
  }

  @Override
  public void forward() {
    // Both read the input where it lies.
  }

  @Override
  public void backward(Learner learner) {
    if (back != null) {
      back.run();
    }
  }
}
