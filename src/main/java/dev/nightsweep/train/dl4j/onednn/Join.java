package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;

/**
 * Where a residual block and its shortcut end: their outputs are added. The sum's gradient is the
 * block's, and lies where the block's last layer takes it; the shortcut gets a copy, since layers
 * change their output's gradient in place.
 */
record Join(Tensor sum, Calls calls) {

  /**
   * @param values where the sum goes
   */
  static Join of(OneDnn library, memory values, Tensor block, Tensor shortcut) {
    if (!block.shape().equals(shortcut.shape())) {
      throw new IllegalArgumentException(
          "A residual block puts out %s, and its shortcut %s."
              .formatted(block.shape().text(), shortcut.shape().text()));
    }
    boolean both = block.gradient() != null && shortcut.gradient() != null;
    memory gradient = block.gradient() == null ? shortcut.gradient() : block.gradient();
    return new Join(
        new Tensor(block.shape(), values, gradient),
        new Calls(
            library.binary(algorithm.binary_add, block.values(), shortcut.values(), values),
            both ? library.copy(gradient, shortcut.gradient()) : null));
  }
}
