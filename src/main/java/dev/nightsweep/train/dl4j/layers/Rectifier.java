package dev.nightsweep.train.dl4j.layers;

import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The backward pass of rectifiers, from their outputs. */
final class Rectifier {
  /** Numbers taken at once: few enough for the processor's first cache. */
  private static final int CHUNK = 2048;

  private Rectifier() {}

  /**
   * Multiplies the gradient by 1 where the output is positive and by the slope elsewhere.
   *
   * @param epsilon overwritten
   */
  static void backward(INDArray output, INDArray epsilon, double slope) {
    boolean fast = slope == 0 && output.dataType() == DataType.FLOAT;
    if (fast && Elements.isDense(output) && Elements.isDense(epsilon)) {
      clear(output, epsilon);
    } else {
      INDArray passing = output.gt(0).castTo(epsilon.dataType());
      epsilon.muli(slope == 0 ? passing : passing.muli(1 - slope).addi(slope));
    }
  }

  /** On the numbers' bits, since Java compiles that to vector instructions, and a choice not. */
  private static void clear(INDArray output, INDArray epsilon) {
    IntPointer from = new IntPointer(Elements.floats(output));
    IntPointer gradient = new IntPointer(Elements.floats(epsilon));
    int[] outputs = new int[CHUNK];
    int[] gradients = new int[CHUNK];
    long length = output.length();
    for (long start = 0; start < length; start += CHUNK) {
      int size = (int) Math.min(CHUNK, length - start);
      from.position(start).get(outputs, 0, size);
      gradient.position(start).get(gradients, 0, size);
      for (int i = 0; i < size; i++) {
        // All ones where the output is above zero: only then do its and its negative's sign differ.
        gradients[i] &= (-outputs[i] & ~outputs[i]) >> 31;
      }
      gradient.position(start).put(gradients, 0, size);
    }
  }
}
