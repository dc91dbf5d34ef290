package dev.nightsweep.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small data set of real digits, for tests in which nets train. */
public final class MnistSlice {
  private MnistSlice() {}

  /** Writes the first images of MNIST's two files as a data set of its own. */
  public static Path write(Path folder, int training, int test) throws IOException {
    DataSet mnist = new DataSets().load(DataSets.MNIST);
    write(folder, "train", mnist.training(), training);
    write(folder, "t10k", mnist.test(), test);
    return folder;
  }

  private static void write(Path folder, String stem, LabelledImages from, int count)
      throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + count * from.area());
    images.putInt(0x803).putInt(count).putInt(from.rows()).putInt(from.columns());
    ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int image = 0; image < count; image++) {
      for (int place = 0; place < from.area(); place++) {
        images.put((byte) from.pixel(image, place));
      }
      labels.put((byte) from.label(image));
    }
    Files.write(folder.resolve(stem + "-images-idx3-ubyte"), images.array());
    Files.write(folder.resolve(stem + "-labels-idx1-ubyte"), labels.array());
  }
}
