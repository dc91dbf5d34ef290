package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxSetTest {
  @TempDir Path folder;

  @Test
  void emnistIsSetUprightAndItsLettersBeginAtOne() throws IOException {
    for (String part : new String[] {"train", "test"}) {
      images("emnist-letters-%s-images-idx3-ubyte".formatted(part));
      labels("emnist-letters-%s-labels-idx1-ubyte".formatted(part), 1, 26);
    }
    DataSet data = load();

    assertThat(data.shape()).isEqualTo(new DataShape(1, 3, 2, 26));
    assertThat(data.training().label(1)).isEqualTo(25);
    assertThat(data.classNames().get(25)).isEqualTo("Z");
    int[] upright = {0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11};
    for (int i = 0; i < 12; i++) {
      assertThat(data.training().pixel(i / 6, i % 6)).isEqualTo(upright[i]);
    }
    labels("emnist-letters-train-labels-idx1-ubyte", 0, 26);
    assertRefused("has label 0 at image 0; labels are 1…26");
  }

  @Test
  void severalSetsOfEmnistInOneFolderMustBeNamed() throws IOException {
    images("emnist-letters-train-images-idx3-ubyte");
    images("emnist-balanced-train-images-idx3-ubyte");
    assertRefused("several sets of EMNIST");
  }

  @Test
  void aFileOfClassesAllowsForMoreThanTen() throws IOException {
    mnist(1, 11);
    assertRefused("label 11 at image 1; labels are 0…9");

    Files.writeString(folder.resolve("classes.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n");
    DataSet data = load();
    assertThat(data.shape().classes()).isEqualTo(12);
    assertThat(data.classNames().get(11)).isEqualTo("l");
  }

  @Test
  void aDamagedFileOfClassesIsRefused() throws IOException {
    mnist(0, 1);
    Files.writeString(folder.resolve("classes.txt"), "cat\ncat\n");
    assertRefused("classes.txt names a class twice");
    Files.writeString(folder.resolve("classes.txt"), "cat\ndog\u001b[2J\n");
    assertRefused("classes.txt has a name that cannot be shown: dog\\u001b[2J");
    Files.writeString(folder.resolve("classes.txt"), "cat\n");
    assertRefused("classes.txt has 1 names");
    Files.writeString(folder.resolve("classes.txt"), "cat\n".repeat(1 << 19));
    assertRefused("classes.txt has more than 1 MB");
  }

  @Test
  void labelsFromTheUpperHalfOfAByteAreNotNegative() throws IOException {
    mnist(0, 200);
    assertRefused("label 200 at image 1; labels are 0…9");
  }

  private void mnist(int... labels) throws IOException {
    for (String part : new String[] {"train", "t10k"}) {
      images(part + "-images-idx3-ubyte");
      labels(part + "-labels-idx1-ubyte", labels);
    }
  }

  private DataSet load() {
    return new DataSets().load(folder.toString());
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(this::load)
        .withMessageContaining(reason);
  }

  /** Two images of 2×3 pixels: 0…5 and 6…11. */
  private void images(String name) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(16 + 12);
    file.putInt(0x803).putInt(2).putInt(2).putInt(3);
    for (int i = 0; i < 12; i++) {
      file.put((byte) i);
    }
    Files.write(folder.resolve(name), file.array());
  }

  private void labels(String name, int... labels) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
    for (int label : labels) {
      file.put((byte) label);
    }
    Files.write(folder.resolve(name), file.array());
  }
}
