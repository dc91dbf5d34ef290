package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
  private static final byte[] LABELS = labels(3, 0, 9);
  private static final byte[] IMAGES = images(3, 2, 2);

  @TempDir Path folder;
  private final DataSets dataSets = new DataSets(List.of());

  @BeforeEach
  void writeFourGoodFiles() throws IOException {
    write("train-images-idx3-ubyte", IMAGES);
    write("train-labels-idx1-ubyte", LABELS);
    write("t10k-images-idx3-ubyte", images(1, 2, 2));
    write("t10k-labels-idx1-ubyte", labels(7));
  }

  @Test
  void mnistComesWithTheProgramAndIsVerified() {
    DataSet mnist = dataSets.load("mnist");

    assertThat(mnist.training().size()).isEqualTo(60_000);
    assertThat(mnist.test().size()).isEqualTo(10_000);
    assertThat(mnist.training().area()).isEqualTo(28 * 28);
    assertThat(mnist.training().label(0)).isEqualTo(5);
    assertThat(mnist.test().label(0)).isEqualTo(7);
    assertThat(mnist.fingerprint())
        .isEqualTo("c65580678af93f1ea48c2c0d01d543ec89307c6b8a0eb7ca542d7c18c5f4c681");
  }

  @Test
  void oneChangedByteOfMnistIsRefusedAndItsFileNamed() throws IOException {
    byte[] labels =
        DataSets.class.getResourceAsStream("mnist/t10k-labels-idx1-ubyte.gz").readAllBytes();
    byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(labels)).readAllBytes();
    write("t10k-labels-idx1-ubyte", unpacked);
    IdxSource source = new IdxSource.Folder(folder, DataSets.MNIST_CONTENTS);
    assertThat(source.read("t10k-labels", "idx1-ubyte").bytes()).isEqualTo(unpacked);

    unpacked[5000] ^= 1;
    write("t10k-labels-idx1-ubyte", unpacked);
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> source.read("t10k-labels", "idx1-ubyte"))
        .withMessageContaining("t10k-labels-idx1-ubyte is damaged");
  }

  @Test
  void aSmallFileThatUnpacksToMoreThanFitsIsRefused() throws IOException {
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    write("train-images-idx3-ubyte.gz", gzip(new byte[5 << 20]));
    IdxSource source =
        new IdxSource.Folder(folder) {
          @Override
          long maxBytes() {
            return 4 << 20;
          }
        };
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> source.read("train-images", "idx3-ubyte"))
        .withMessageContaining("train-images-idx3-ubyte.gz has more than 4 MB when it is unpacked");
    write("train-images-idx3-ubyte.gz", gzip(new byte[4 << 20]));
    assertThat(source.read("train-images", "idx3-ubyte").bytes()).hasSize(4 << 20);
  }

  @Test
  void noFileMayTakeMoreThanItsShareOfMemory() {
    assertThat(new IdxSource.Folder(folder).maxBytes())
        .isGreaterThan(47_040_016) // MNIST's
        .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 3);
  }

  @Test
  void readsPixelsAsUnsignedGreys() {
    DataSet data = dataSets.load(folder.toString());

    assertThat(data.training().pixel(2, 3)).isEqualTo(IMAGES[IMAGES.length - 1] & 0xff);
    assertThat(data.training().pixel(0, 0)).isEqualTo(250);
  }

  @Test
  void packingAndSpellingOfFileNamesDoNotMatter() throws IOException {
    String raw = dataSets.fingerprint(folder.toString());
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    write("train-images.idx3-ubyte.gz", gzip(IMAGES));

    assertThat(dataSets.fingerprint(folder.toString())).isEqualTo(raw);
  }

  /** Published results have it in their identity; the hash was computed in another language. */
  @Test
  void theFingerprintOfAFolderIsTheSameForEver() {
    assertThat(dataSets.fingerprint(folder.toString()))
        .isEqualTo("037ca0c05487cbf288638a88c24b9435b4783ae1dd968d13558e954651dbd601");
  }

  @Test
  void everyByteCountsInTheFingerprint() throws IOException {
    String before = dataSets.fingerprint(folder.toString());
    byte[] changed = IMAGES.clone();
    changed[20] ^= 1;
    write("train-images-idx3-ubyte", changed);

    assertThat(dataSets.fingerprint(folder.toString())).isNotEqualTo(before);
  }

  @Test
  void namesAMissingFile() throws IOException {
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));

    assertRefused("t10k-labels-idx1-ubyte");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    write("train-images-idx3-ubyte", Arrays.copyOf(IMAGES, IMAGES.length - 1));

    assertRefused("train-images-idx3-ubyte is truncated");
  }

  @Test
  void refusesAFileShorterThanItsHeader() throws IOException {
    write("train-images-idx3-ubyte", Arrays.copyOf(IMAGES, 7));

    assertRefused("less than its header");
  }

  @Test
  void refusesTrailingBytes() throws IOException {
    write("train-labels-idx1-ubyte", Arrays.copyOf(LABELS, LABELS.length + 1));

    assertRefused("train-labels-idx1-ubyte has trailing bytes");
  }

  @Test
  void refusesImagesWhereLabelsShouldBe() throws IOException {
    write("train-labels-idx1-ubyte", IMAGES);

    assertRefused("0x00000803");
  }

  @Test
  void refusesALabelThatIsNoDigit() throws IOException {
    write("train-labels-idx1-ubyte", labels(3, 10, 9));

    assertRefused("label 10 at image 1");
  }

  @Test
  void refusesAnotherNumberOfLabels() throws IOException {
    write("train-labels-idx1-ubyte", labels(3, 0));

    assertRefused("2 labels for the 3 images");
  }

  @Test
  void refusesImpossibleSizes() throws IOException {
    write("train-images-idx3-ubyte", header(0x803, 3, -2, 2).array());

    assertRefused("impossible sizes");
  }

  @Test
  void refusesADamagedGzip() throws IOException {
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    byte[] packed = gzip(IMAGES);
    write("train-images-idx3-ubyte.gz", Arrays.copyOf(packed, packed.length - 9));

    assertRefused("damaged gzip");
  }

  @Test
  void saysWhatADataSetIsWhenTheFolderIsMissing() {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> dataSets.load(folder.resolve("none").toString()))
        .withMessageContaining("neither known by name (mnist, fashion-mnist, ");
  }

  @Test
  void saysHowToGetFashionMnist() {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> new DataSets(List.of(folder.resolve("none"))).load("fashion-mnist"))
        .withMessageContaining("apt-get install dataset-fashion-mnist");
  }

  @Test
  void findsFashionMnistInTheFirstFolderThatExists() throws IOException {
    Path shelf = folder.resolve("shelf");
    Files.createDirectories(shelf);
    Files.createSymbolicLink(shelf.resolve("fashion-mnist"), folder);
    DataSets here = new DataSets(List.of(folder.resolve("none"), shelf));

    DataSet found = here.load("fashion-mnist");
    assertThat(found.source()).isEqualTo(shelf.resolve("fashion-mnist").toString());
    assertThat(found.classNames()).contains("Ankle boot");
    assertThat(found.remarks()).anyMatch(remark -> remark.startsWith("Not verified: "));
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> dataSets.load(folder.toString()))
        .withMessageContaining(reason)
        .withMessageContaining(folder.toString());
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private static byte[] images(int count, int rows, int columns) {
    ByteBuffer file = header(0x803, count, rows, columns);
    ByteBuffer all = ByteBuffer.allocate(file.capacity() + count * rows * columns).put(file);
    for (int i = 0; all.hasRemaining(); i++) {
      all.put((byte) (250 - i));
    }
    return all.array();
  }

  private static byte[] labels(int... digits) {
    ByteBuffer all = ByteBuffer.allocate(8 + digits.length).put(header(0x801, digits.length));
    for (int digit : digits) {
      all.put((byte) digit);
    }
    return all.array();
  }

  private static ByteBuffer header(int... words) {
    ByteBuffer header = ByteBuffer.allocate(4 * words.length);
    for (int word : words) {
      header.putInt(word);
    }
    return header.flip();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
