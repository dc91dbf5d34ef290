package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows of floats as ND4J writes them, and files that only claim to be such. */
class SavedArrayTest {
  private static final int LENGTH = 300;

  private final INDArray into = Nd4j.zeros(DataType.FLOAT, 1, LENGTH);

  @Test
  void whatNd4jWritesIsReadBitForBit() throws IOException {
    INDArray row = Nd4j.linspace(DataType.FLOAT, -1, 0.01, LENGTH).reshape(1, LENGTH);
    row.putScalar(7, Float.MIN_VALUE);
    row.putScalar(8, Float.NEGATIVE_INFINITY);
    read(written(row));
    assertThat(into.data().asFloat()).containsExactly(row.dup().data().asFloat());
  }

  @Test
  void aRowOfAnotherLengthOrTypeIsRefused() {
    refuses("holds 301 numbers", written(Nd4j.zeros(DataType.FLOAT, 1, LENGTH + 1)));
    refuses("does not hold floats", written(Nd4j.zeros(DataType.DOUBLE, 1, LENGTH)));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Integer.MAX_VALUE, -1, 0})
  void theNumbersAreNotBelievedToBeAsManyAsTheFileClaims(long claimed) throws IOException {
    refuses("numbers, the net has 300", claiming(8, claimed));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Integer.MAX_VALUE, -1, 69})
  void theShapeIsNotBelievedToBeAsLongAsTheFileClaims(long claimed) throws IOException {
    refuses("does not begin with the shape", claiming(claimed, LENGTH));
  }

  @Test
  void aFileThatEndsTooEarlyIsRefused() {
    byte[] whole = written(Nd4j.zeros(DataType.FLOAT, 1, LENGTH));
    for (int length = 0; length < whole.length; length += 13) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatIOException().isThrownBy(() -> read(cut));
    }
  }

  private void refuses(String why, byte[] bytes) {
    assertThatIOException().isThrownBy(() -> read(bytes)).withMessageContaining(why);
    assertThat(into.sumNumber().doubleValue()).isZero();
  }

  private void read(byte[] bytes) throws IOException {
    SavedArray.read("it", new DataInputStream(new ByteArrayInputStream(bytes)), into);
  }

  private static byte[] written(INDArray array) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Nd4j.write(array, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /** A file whose shape and numbers are said to be so long, and are not. */
  private static byte[] claiming(long shape, long numbers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("LONG_SHAPE");
    out.writeLong(shape);
    out.writeUTF("LONG");
    out.write(new byte[8 * Long.BYTES]);
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(numbers);
    out.writeUTF("FLOAT");
    return bytes.toByteArray();
  }
}
