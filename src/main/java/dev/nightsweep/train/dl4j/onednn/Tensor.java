package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A batch of what a layer puts out, channels innermost.
 *
 * @param gradient of the loss with respect to the values; null if nothing that comes before them
 *     learns
 */
record Tensor(MapShape shape, memory values, memory gradient) {

  memory.desc description() {
    return values.get_desc();
  }

  /** The numbers of an array, where they lie. */
  static FloatPointer numbers(memory array) {
    return new FloatPointer(array.get_data_handle())
        .capacity(array.get_desc().get_size() / Float.BYTES);
  }
}
