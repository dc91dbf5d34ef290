package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;

/**
 * Where a residual block and its shortcut end: their outputs are added. The sum's gradient is the
 * block's, and lies where the block's last layer takes it; the shortcut gets a copy, since layers
 * change their output's gradient in place.
 */
final class Join {
  private Join() {}

  /** Where the sum's gradient lies; null if nobody asks for one. */
  static memory gradient(Tensor block, Tensor shortcut) {
    return block.gradient() == null ? shortcut.gradient() : block.gradient();
  }

  static LayerKernel kernel(OneDnn library, Tensor block, Tensor shortcut, Tensor sum) {
    boolean both = block.gradient() != null && shortcut.gradient() != null;
    return new Calls(
        library.binary(algorithm.binary_add, block.values(), shortcut.values(), sum.values()),
        both ? library.copy(sum.gradient(), shortcut.gradient()) : null);
  }
}
