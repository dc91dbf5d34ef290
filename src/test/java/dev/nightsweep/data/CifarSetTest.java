package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarSetTest {
  @TempDir Path folder;

  @Test
  void readsTheBatchesOfCifar10InOrder() throws IOException {
    writeCifar10();
    DataSet data = new DataSets().load(folder.toString());

    assertThat(data.shape()).isEqualTo(new DataShape(3, 32, 32, 10));
    assertThat(data.training().size()).isEqualTo(10);
    assertThat(data.test().size()).isEqualTo(2);
    assertThat(data.training().label(9)).isEqualTo(9);
    assertThat(data.training().pixel(4, 0)).as("red, upper left").isEqualTo(200);
    assertThat(data.training().pixel(4, 1024 + 31)).as("green, upper right").isEqualTo(104);
    assertThat(data.training().pixel(4, 2048 + 992)).as("blue, lower left").isEqualTo(4);
    assertThat(data.classNames()).hasSize(10).contains("airplane", "truck");
    assertThat(data.files()).hasSize(6);
    assertThat(data.remarks().get(0)).startsWith("Not verified");
  }

  @Test
  void isFoundByItsNameInTheFolderThatItsArchiveMakes() throws IOException {
    writeCifar10();
    Path shelf = Files.createDirectories(folder.resolve("data"));
    Files.createSymbolicLink(shelf.resolve("cifar-10-batches-bin"), folder);

    DataSet named = new DataSets(List.of(shelf)).load("cifar10");
    assertThat(named.fingerprint()).isEqualTo(new DataSets().load(folder.toString()).fingerprint());
    assertThat(named.remarks())
        .contains("CIFAR-10 has 50,000 training and 10,000 test images; here are 10 and 2.");
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> new DataSets(List.of(shelf)).load("cifar100"))
        .withMessageContainingAll("CIFAR-100 is not on this machine", "kriz/cifar.html");
  }

  @Test
  void ofTheTwoLabelsOfCifar100TheFineOneCounts() throws IOException {
    write("train.bin", concat(new byte[] {1, 99}, image(7), new byte[] {2, 0}, image(8)));
    write("test.bin", concat(new byte[] {3, 42}, image(9)));
    DataSet data = new DataSets().load(folder.toString());

    assertThat(data.shape().classes()).isEqualTo(100);
    assertThat(data.training().label(0)).isEqualTo(99);
    assertThat(data.test().label(0)).isEqualTo(42);
    assertThat(data.classNames().get(42)).isEqualTo("leopard");
  }

  @Test
  void damagedFilesAreNamedWithThePlace() throws IOException {
    writeCifar10();
    byte[] batch = Files.readAllBytes(folder.resolve("data_batch_3.bin"));
    write("data_batch_3.bin", Arrays.copyOf(batch, batch.length - 1));
    assertRefused("data_batch_3.bin has 6145 bytes", "ends within image 1");

    batch[3073] = 10;
    write("data_batch_3.bin", batch);
    assertRefused("data_batch_3.bin has label 10 at byte 3073 (image 1)");

    write("data_batch_3.bin", new byte[0]);
    assertRefused("data_batch_3.bin has 0 bytes");

    Files.delete(folder.resolve("data_batch_3.bin"));
    assertRefused("has no data_batch_3.bin");
  }

  @Test
  void pickledBatchesAreRefusedWithWhatToTakeInstead() throws IOException {
    write("data_batch_1", new byte[] {(byte) 0x80, 2});
    assertRefused("the Python version of CIFAR", "binary version");
  }

  private void assertRefused(String... reasons) {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> new DataSets().load(folder.toString()))
        .withMessageContainingAll(reasons);
  }

  private void writeCifar10() throws IOException {
    for (int batch = 0; batch < 5; batch++) {
      int first = 2 * batch;
      write(
          "data_batch_%d.bin".formatted(batch + 1),
          concat(
              new byte[] {(byte) first},
              image(first),
              new byte[] {(byte) (first + 1)},
              image(first + 1)));
    }
    write("test_batch.bin", concat(new byte[] {3}, image(50), new byte[] {4}, image(51)));
  }

  /** Red 200, green 100 + number, blue its number. */
  private static byte[] image(int number) {
    byte[] image = new byte[3072];
    Arrays.fill(image, 0, 1024, (byte) 200);
    Arrays.fill(image, 1024, 2048, (byte) (100 + number));
    Arrays.fill(image, 2048, 3072, (byte) number);
    return image;
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private static byte[] concat(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
