package dev.nightsweep.train.dl4j;

import java.io.DataInputStream;
import java.io.IOException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads what {@code Nd4j.write} writes of a row of floats into a row that is there. ND4J's own
 * reader allocates as much as the file claims, outside the heap, before it has seen a number.
 */
final class SavedArray {
  private static final String SHAPE_TYPE = "LONG";

  /** Rank, shape and strides of 32 dimensions at most, and three longs more. */
  private static final int MAX_SHAPE_LONGS = 68;

  private SavedArray() {}

  /**
   * Fills a row.
   *
   * @param name of what is read, for the message
   * @throws IOException if the data are not of as many floats as the array has
   */
  static void read(String name, DataInputStream data, INDArray into) throws IOException {
    Part shape = Part.read(data);
    if (!shape.type().equals(SHAPE_TYPE)
        || shape.length() < 0
        || shape.length() > MAX_SHAPE_LONGS) {
      throw new IOException("%s does not begin with the shape of an array".formatted(name));
    }
    data.skipNBytes(shape.length() * Long.BYTES);
    Part numbers = Part.read(data);
    if (!numbers.type().equals(DataType.FLOAT.name())) {
      throw new IOException("%s does not hold floats".formatted(name));
    }
    if (numbers.length() != into.length()) {
      throw new IOException(
          "%s holds %d numbers, the net has %d".formatted(name, numbers.length(), into.length()));
    }
    float[] floats = new float[Math.toIntExact(into.length())];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = data.readFloat();
    }
    try (INDArray array = Nd4j.createFromArray(floats)) {
      into.assign(array.reshape(into.shape()));
    }
  }

  /** What stands before the numbers of a buffer. */
  private record Part(long length, String type) {
    static Part read(DataInputStream data) throws IOException {
      data.readUTF(); // how its memory was allocated
      return new Part(data.readLong(), data.readUTF());
    }
  }
}
