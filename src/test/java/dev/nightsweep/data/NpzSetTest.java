package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpzSetTest {
  /** Of NumPy 2.4: savez_compressed, labels int64 in a column and big-endian int16 in a row. */
  private static final String OF_NUMPY =
      "UEsDBC0AAAAIAAAAIQCd1QxJ//////////8LABQAeF90cmFpbi5ucHkBABAApAAAAAAAAABvAAAAAAAAAJvsF+obEM"
          + "nIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CkBkDESaOgq1CmQALgZ2"
          + "PlEZZS1DC3s335DopMyC8rrWnsmzFq5Yv23vkdOXbj54/u4rAFBLAwQtAAAACAAAACEAiW6luv//////////CwAUAH"
          + "lfdHJhaW4ubnB5AQAQAJAAAAAAAAAASgAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mhrqOgnpZfVFKUmBef"
          + "X5SSChJ3S8wpTgWKF2ckFqQC+RpGOgqGmjoKtQpkAy5GBlQAAFBLAwQtAAAACAAAACEAI4tsZf//////////CgAUAH"
          + "hfdGVzdC5ucHkBABAAkgAAAAAAAABdAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59f"
          + "lJIKEndLzClOBYoXZyQWpAL5GoY6CkY6CsZApKmjUKtABuBi5OAXk1XRNrJ0cPcLjUnOKqwAAFBLAwQtAAAACAAAAC"
          + "EALY2kKP//////////CgAUAHlfdGVzdC5ucHkBABAAggAAAAAAAABGAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6l"
          + "oG6XaaSuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GoY6mjoKtQoUAC4GRgBQSwECLQMtAAAACAAAACEAnd"
          + "UMSW8AAACkAAAACwAAAAAAAAAAAAAAgAEAAAAAeF90cmFpbi5ucHlQSwECLQMtAAAACAAAACEAiW6lukoAAACQAAAA"
          + "CwAAAAAAAAAAAAAAgAGsAAAAeV90cmFpbi5ucHlQSwECLQMtAAAACAAAACEAI4tsZV0AAACSAAAACgAAAAAAAAAAAA"
          + "AAgAEzAQAAeF90ZXN0Lm5weVBLAQItAy0AAAAIAAAAIQAtjaQoRgAAAIIAAAAKAAAAAAAAAAAAAACAAcwBAAB5X3Rl"
          + "c3QubnB5UEsFBgAAAAAEAAQA4gAAAE4CAAAAAA==";

  @TempDir Path folder;
  private final Map<String, byte[]> arrays = new TreeMap<>();

  @BeforeEach
  void fourGoodArrays() {
    arrays.put("x_train", npy("|u1", "(3, 2, 2)", new byte[12]));
    arrays.put("y_train", npy("|u1", "(3,)", new byte[] {0, 1, 0}));
    arrays.put("x_test", npy("|u1", "(1, 2, 2)", new byte[4]));
    arrays.put("y_test", npy("|u1", "(1,)", new byte[] {1}));
  }

  /** The hash was computed by NumPy and hashlib from the arrays. */
  @Test
  void readsWhatNumPyWrote() throws IOException {
    Path file = folder.resolve("data.npz");
    Files.write(file, Base64.getDecoder().decode(OF_NUMPY));
    DataSet data = new DataSets().load(file.toString());

    assertThat(data.shape()).isEqualTo(new DataShape(3, 2, 3, 2));
    assertThat(data.training().pixel(0, 0)).isZero();
    assertThat(data.training().pixel(0, 1)).as("red of the second pixel").isEqualTo(21);
    assertThat(data.training().pixel(0, 6)).as("green of the first pixel").isEqualTo(7);
    assertThat(data.training().label(0)).isEqualTo(1);
    assertThat(data.test().label(0)).isEqualTo(1);
    assertThat(data.fingerprint())
        .isEqualTo("07420a11d13eb8089cbc20c76e5cac9c8cc7ef9f0ccab53360989684e7322cb1");
    assertThat(data.files())
        .extracting(DataSet.DataFile::kind)
        .containsExactlyInAnyOrder("x_train", "y_train", "x_test", "y_test");
  }

  @Test
  void greyImagesAndAnythingElseBesideThemAreRead() throws IOException {
    arrays.put("description", new byte[] {1, 2, 3});
    DataSet data = read();

    assertThat(data.shape()).isEqualTo(new DataShape(1, 2, 2, 2));
    assertThat(data.training().size()).isEqualTo(3);
    assertThat(data.classNames()).containsExactly("0", "1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|O; (3,); never read",
        "<f8; (3,); labels are integers",
        "<U3; (3,); labels are integers",
        "|u1; (1, 3); one label an image",
        "|u1; (4,); cut off after 3 bytes",
        "|u1; (2,); has more than that",
        "|u1; (0,); is empty",
        "|u1; (); 0 dimensions",
        "|u1; (99999999999,); impossible sizes",
        "|u1; (2000000000,); more than fits into memory",
        "<i8; (2000000000, 1); more than fits into memory",
      })
  void refusesOtherLabelsThanIntegers(String type, String shape, String reason) {
    arrays.put("y_train", npy(type, shape, new byte[] {0, 1, 0}));
    assertRefused("y_train", reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<f4; (3, 2, 2); astype('uint8')",
        "|i1; (3, 2, 2); astype('uint8')",
        "|u1; (3, 4); must be (images, height, width)",
        "|u1; (3, 1, 2, 2); 1 or 3 channels",
        "|u1; (2000000000, 2000000000, 2000000000); more than fits into memory",
        "|u1; (2, 3, 2); 2 images for the 3 labels",
      })
  void refusesOtherImagesThanBytes(String type, String shape, String reason) {
    arrays.put("x_train", npy(type, shape, new byte[12]));
    assertRefused("x_train", reason);
  }

  @Test
  void refusesFortranOrderRecordsAndWhatIsNoArray() {
    arrays.put("y_train", npy("{'descr': '|u1', 'fortran_order': True, 'shape': (3,), }", 1));
    assertRefused("y_train", "ascontiguousarray");
    arrays.put(
        "y_train", npy("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (3,), }", 1));
    assertRefused("y_train", "has records");
    arrays.put("y_train", npy("__import__('os')", 1));
    assertRefused("y_train", "NumPy would not write");
    arrays.put("y_train", npy("{}", 9));
    assertRefused("y_train", "header of version 9");
    arrays.put("y_train", "no array".getBytes(StandardCharsets.US_ASCII));
    assertRefused("y_train", "does not begin as an array");
    arrays.put("y_train", Arrays.copyOf(npy("{}", 2), 14));
    assertRefused("y_train", "ends within its header");
  }

  @Test
  void refusesLabelsThatDoNotFit() {
    arrays.put("y_test", npy("|u1", "(1,)", new byte[] {2}));
    assertRefused("y_test", "label 2 at image 0, a class without a training image");
    arrays.put("y_train", npy("|i1", "(3,)", new byte[] {0, -1, 0}));
    assertRefused("y_train", "label -1 at image 1");
    arrays.put("y_train", npy("|u1", "(3,)", new byte[3]));
    assertRefused("y_train", "one class only");
    arrays.remove("y_train");
    assertRefused("y_train", "is missing");
  }

  @Test
  void refusesTestImagesOfAnotherSize() {
    arrays.put("x_test", npy("|u1", "(1, 4, 1)", new byte[4]));
    assertRefused("x_train are 2×2", "x_test 4×1");
  }

  /** A kilobyte that unpacks to more than its header says is not unpacked further. */
  @Test
  void unpacksNoMoreThanTheHeaderSays() {
    arrays.put("x_train", npy("|u1", "(3, 2, 2)", new byte[64 << 20]));
    assertRefused("x_train", "has more than that");
  }

  @Test
  void refusesADamagedFile() throws IOException {
    byte[] whole = npz();
    whole[whole.length / 2] ^= 0x55;
    Path file = folder.resolve("damaged.npz");
    Files.write(file, Arrays.copyOf(whole, whole.length - 30));
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> new DataSets().load(file.toString()))
        .withMessageContaining("damaged.npz is a damaged .npz file");
  }

  /** As numpy.savez writes them, arrays are not packed: nothing but the checksum tells. */
  @Test
  void oneChangedPixelIsNoticed() throws IOException {
    byte[] array = arrays.get("x_train");
    CRC32 sum = new CRC32();
    sum.update(array);
    ZipEntry entry = new ZipEntry("x_train.npy");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(array.length);
    entry.setCrc(sum.getValue());
    arrays.remove("x_train");
    byte[] others = npz();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(others))) {
      zip.putNextEntry(entry);
      zip.write(array);
      for (ZipEntry next = from.getNextEntry(); next != null; next = from.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(next.getName()));
        zip.write(from.readAllBytes());
      }
    }
    Path file = folder.resolve("stored.npz");
    byte[] whole = bytes.toByteArray();
    Files.write(file, whole);
    assertThat(new DataSets().load(file.toString()).training().size()).isEqualTo(3);

    whole[30 + "x_train.npy".length() + array.length - 1] ^= 1;
    Files.write(file, whole);
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> new DataSets().load(file.toString()))
        .withMessageContaining("stored.npz: x_train is damaged: its checksum does not fit");
  }

  private void assertRefused(String... reasons) {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(this::read)
        .withMessageContainingAll(reasons)
        .withMessageContaining("small.npz");
  }

  private DataSet read() throws IOException {
    Path file = folder.resolve("small.npz");
    Files.write(file, npz());
    return new DataSets().load(file.toString());
  }

  private byte[] npz() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] npy(String type, String shape, byte[] content) {
    byte[] head =
        npy("{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape), 1);
    return ByteBuffer.allocate(head.length + content.length).put(head).put(content).array();
  }

  private static byte[] npy(String header, int version) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(100 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) version);
    bytes.put((byte) 0);
    if (version == 1) {
      bytes.putShort((short) text.length);
    } else {
      bytes.putInt(text.length);
    }
    return Arrays.copyOf(bytes.put(text).array(), bytes.position());
  }
}
