package dev.nightsweep.train.dl4j.layers;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/** Bulk access to the numbers of a dense array in C order, float or double. Not thread-safe. */
final class Elements {
  private final Pointer pointer;
  private float[] floats = {};

  private Elements(Pointer pointer) {
    this.pointer = pointer;
  }

  /**
   * Looks at the array's own memory.
   *
   * @throws IllegalArgumentException if it is not dense in C order; see {@link #dense}
   */
  static Elements of(INDArray array) {
    if (!isDense(array)) {
      throw new IllegalArgumentException("The array must be dense and in C order.");
    }
    Pointer address = array.data().addressPointer();
    return new Elements(
        array.dataType() == DataType.DOUBLE
            ? new DoublePointer(address)
            : new FloatPointer(address));
  }

  /** The array itself if it is dense and in C order, else such a copy. */
  static INDArray dense(INDArray array) {
    return isDense(array) ? array : array.dup('c');
  }

  private static boolean isDense(INDArray array) {
    return array.ordering() == 'c'
        && !array.isView()
        && Shape.strideDescendingCAscendingF(array)
        && (array.dataType() == DataType.FLOAT || array.dataType() == DataType.DOUBLE);
  }

  void read(long start, double[] to, int length) {
    if (pointer instanceof DoublePointer doubles) {
      doubles.position(start).get(to, 0, length);
      return;
    }
    ensureFloats(length);
    ((FloatPointer) pointer).position(start).get(floats, 0, length);
    for (int i = 0; i < length; i++) {
      to[i] = floats[i];
    }
  }

  void write(long start, double[] from, int length) {
    if (pointer instanceof DoublePointer doubles) {
      doubles.position(start).put(from, 0, length);
      return;
    }
    ensureFloats(length);
    for (int i = 0; i < length; i++) {
      floats[i] = (float) from[i];
    }
    ((FloatPointer) pointer).position(start).put(floats, 0, length);
  }

  private void ensureFloats(int length) {
    if (floats.length < length) {
      floats = Arrays.copyOf(floats, length);
    }
  }
}
