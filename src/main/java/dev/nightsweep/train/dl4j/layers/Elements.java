package dev.nightsweep.train.dl4j.layers;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Bulk access to the memory of arrays whose numbers lie densely in C order. */
final class Elements {
  private Elements() {}

  /**
   * The numbers of such an array of floats.
   *
   * @throws IllegalArgumentException if it is not such an array; see {@link #dense}
   */
  static FloatPointer floats(INDArray array) {
    check(array, DataType.FLOAT);
    return new FloatPointer(array.data().addressPointer());
  }

  /**
   * The numbers of such an array of doubles.
   *
   * @throws IllegalArgumentException if it is not such an array; see {@link #dense}
   */
  static DoublePointer doubles(INDArray array) {
    check(array, DataType.DOUBLE);
    return new DoublePointer(array.data().addressPointer());
  }

  /** The array itself if it is dense and in C order, else such a copy. */
  static INDArray dense(INDArray array) {
    return isDense(array) ? array : array.dup('c');
  }

  static boolean isDense(INDArray array) {
    long[] strides = ArrayUtil.calcStrides(array.shape());
    return !array.isView() && Arrays.equals(array.stride(), strides);
  }

  private static void check(INDArray array, DataType type) {
    if (!isDense(array) || array.dataType() != type) {
      throw new IllegalArgumentException(
          "The array must be dense, in C order, of %s.".formatted(type));
    }
  }
}
