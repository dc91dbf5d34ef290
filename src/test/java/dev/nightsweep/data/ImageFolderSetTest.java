package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderSetTest {
  @TempDir Path outside;

  private Path root() {
    return outside.resolve("set");
  }

  @Test
  void foldersAreClassesInTheOrderOfTheirNames() throws IOException {
    for (String part : new String[] {"train", "test"}) {
      png(part + "/dog/1.png", 0x102030, 4, 3);
      png(part + "/cat/b.png", 0x405060, 4, 3);
      png(part + "/cat/a.png", 0xff0000, 4, 3);
    }
    DataSet data = load();

    assertThat(data.classNames()).containsExactly("cat", "dog");
    assertThat(data.shape()).isEqualTo(new DataShape(3, 3, 4, 2));
    assertThat(data.training().size()).isEqualTo(3);
    assertThat(data.training().label(2)).isEqualTo(1);
    assertThat(data.training().pixel(0, 0)).as("red").isEqualTo(255);
    assertThat(data.training().pixel(0, 12)).as("green").isZero();
    assertThat(data.training().pixel(2, 24)).as("blue").isEqualTo(0x30);
    assertThat(data.files()).hasSize(1);
  }

  @Test
  void whereThereIsNoTestSetAShareOfEachClassIsDrawnBySeed() throws IOException {
    for (int i = 0; i < 10; i++) {
      png("a/%d.png".formatted(i), i, 2, 2);
      png("b/%d.png".formatted(i), 100 + i, 2, 2);
    }
    DataSet data = load();
    assertThat(data.training().classSizes()).containsExactly(8, 8);
    assertThat(data.test().classSizes()).containsExactly(2, 2);
    assertThat(load().fingerprint()).isEqualTo(data.fingerprint());

    DataSet other = load(DataOptions.DEFAULT.split(0.2, 2));
    assertThat(other.fingerprint()).isNotEqualTo(data.fingerprint());
    assertThat(other.files()).isEqualTo(data.files());
    assertThat(load(DataOptions.DEFAULT.split(0.99, 1)).training().classSizes())
        .containsExactly(1, 1);
  }

  @Test
  void greyImagesStayGreyUnlessOthersHaveColour() throws IOException {
    grey("a/1.png", 77);
    grey("a/2.png", 78);
    grey("b/1.png", 79);
    grey("b/2.jpg", 80);
    DataSet grey = load();
    assertThat(grey.shape().channels()).isEqualTo(1);

    png("b/3.png", 0x0000ff, 2, 2);
    DataSet mixed = load();
    assertThat(mixed.shape().channels()).isEqualTo(3);
    assertThat(mixed.training().pixel(0, 4)).isEqualTo(mixed.training().pixel(0, 8));
    assertThat(mixed.remarks()).contains("4 of 5 images are grey among coloured ones.");
  }

  @Test
  void severalSizesAreReadOnlyWithAResize() throws IOException {
    png("a/1.png", 1, 4, 4);
    png("a/2.png", 1, 4, 4);
    png("b/1.png", 1, 4, 5);
    png("b/2.png", 1, 8, 8);
    assertRefused("b/1.png is 5×4, and a/1.png is 4×4", "only read with a resize");
    assertThat(load(DataOptions.DEFAULT.resized(6, 5)).shape())
        .isEqualTo(new DataShape(3, 6, 5, 2));
  }

  @Test
  void imbalanceIsTold() throws IOException {
    for (int i = 0; i < 9; i++) {
      png("train/common/%d.png".formatted(i), i, 2, 2);
    }
    png("train/rare/1.png", 1, 2, 2);
    Files.createDirectories(root().resolve("train/void"));
    png("test/common/1.png", 1, 2, 2);
    png("test/rare/1.png", 1, 2, 2);
    assertThat(load().remarks())
        .contains(
            "1 of 3 classes have no training image: void.",
            "1 of 3 classes have no test image: void.",
            "The classes are not even: common has 9 training images, void has 0. A net that always answers common is right in 50.0 % of the test images.");
  }

  @Test
  void filesThatAreNoImagesAreLeftOutAndCounted() throws IOException {
    twoClasses();
    Files.writeString(root().resolve("a/notes.txt"), "x");
    Files.writeString(root().resolve("README"), "x");
    Files.writeString(root().resolve("a/.DS_Store"), "x");
    assertThat(load().remarks())
        .contains("2 files are no images and were left out, such as README.");
    Files.writeString(root().resolve("a/3.webp"), "x");
    assertRefused("a/3.webp is of a kind that is not read");
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    twoClasses();
    Path file = root().resolve("b/2.png");
    byte[] good = Files.readAllBytes(file);
    good[good.length - 20] ^= 1;
    Files.write(file, good);
    assertRefused("b/2.png cannot be used: the checksum of the part at byte");
  }

  @Test
  void foldersThatDoNotFitAreNamed() throws IOException {
    png("train/a/1.png", 1, 2, 2);
    png("train/b/1.png", 1, 2, 2);
    assertRefused("has no folder test");
    png("test/c/1.png", 1, 2, 2);
    assertRefused("test/c is a class without a folder in train");
    png("val/a/1.png", 1, 2, 2);
    assertRefused("has val beside train and test");
  }

  @Test
  void oneClassOrOneImageIsTooLittle() throws IOException {
    png("a/1.png", 1, 2, 2);
    assertRefused("folders for 1 classes");
    png("b/1.png", 1, 2, 2);
    assertRefused("Class 1 of 2", "has 1 images");
    Files.delete(root().resolve("a/1.png"));
    Files.delete(root().resolve("b/1.png"));
    assertRefused("There is no image");
  }

  @Test
  void linksMayNotLeadOut() throws IOException {
    twoClasses();
    Files.createSymbolicLink(root().resolve("b/3.png"), root().resolve("a/1.png"));
    assertThat(load().training().size() + load().test().size()).isEqualTo(5);

    Path secret = Files.writeString(outside.resolve("secret.png"), "x");
    Files.createSymbolicLink(root().resolve("b/4.png"), secret);
    assertRefused("b/4.png is a link that leads out of the data set");
    Files.delete(root().resolve("b/4.png"));

    Path elsewhere = Files.createDirectories(outside.resolve("elsewhere"));
    Files.createSymbolicLink(root().resolve("c"), elsewhere);
    assertRefused("c is a link that leads out of the data set");
  }

  @Test
  void namesThatWouldSteerATerminalAreRefusedAndShownAsCodes() throws IOException {
    twoClasses();
    png("b/x\u001b[2J.png", 1, 2, 2);
    assertRefused("b/x\\u001b[2J.png has a name with characters that cannot be shown");
  }

  private void twoClasses() throws IOException {
    for (int i = 1; i <= 2; i++) {
      png("a/%d.png".formatted(i), i, 2, 2);
      png("b/%d.png".formatted(i), i, 2, 2);
    }
  }

  private DataSet load() {
    return load(DataOptions.DEFAULT);
  }

  private DataSet load(DataOptions options) {
    return new DataSets().load(root().toString(), options);
  }

  private void assertRefused(String... reasons) {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(this::load)
        .withMessageContainingAll(reasons);
  }

  private void png(String name, int colour, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, colour);
    }
    write(name, image);
  }

  private void grey(String name, int grey) throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 4; i++) {
      image.getRaster().setSample(i % 2, i / 2, 0, grey);
    }
    write(name, image);
  }

  private void write(String name, BufferedImage image) throws IOException {
    Path file = root().resolve(name);
    Files.createDirectories(file.getParent());
    assertThat(ImageIO.write(image, name.endsWith("jpg") ? "jpeg" : "png", file.toFile())).isTrue();
  }
}
