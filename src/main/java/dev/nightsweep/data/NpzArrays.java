package dev.nightsweep.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.codec.digest.DigestUtils;

/** The arrays of an {@code .npz} file, each of which says in its header how large it is. */
final class NpzArrays {
  private final ZipFile zip;
  private final String file;
  private final List<DataSet.DataFile> files = new ArrayList<>();

  NpzArrays(ZipFile zip, String file) {
    this.zip = zip;
    this.file = file;
  }

  /** The arrays that were read. */
  List<DataSet.DataFile> files() {
    return files;
  }

  /**
   * Labels as they stand.
   *
   * @param array for messages
   */
  record Labels(String array, List<Integer> values) {

    /** One more than the highest. */
    int classes() {
      int classes = 1 + values.stream().mapToInt(Integer::intValue).max().orElse(0);
      if (classes < DataLimits.MIN_CLASSES) {
        throw NpyHeader.refused(array, "has one class only, and a net needs two to tell apart");
      }
      return classes;
    }

    void requireBelow(int classes) {
      for (int image = 0; image < values.size(); image++) {
        if (values.get(image) >= classes) {
          throw NpyHeader.refused(
              array,
              "has label %d at image %d, a class without a training image"
                  .formatted(values.get(image), image));
        }
      }
    }
  }

  private static final class Content {
    private final String array;
    private final NpyHeader header;
    private final byte[] bytes;

    Content(String array, NpyHeader header, byte[] bytes) {
      this.array = array;
      this.header = header;
      this.bytes = bytes;
    }

    String array() {
      return array;
    }

    NpyHeader header() {
      return header;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** Labels 0, 1, 2, … of any integer type, in one dimension or in a column. */
  Labels labels(String name) throws IOException {
    Content content = content(name, NpyIntegers::of);
    List<Integer> sizes = content.header().sizes();
    if (sizes.size() > 2 || (sizes.size() == 2 && sizes.get(1) != 1)) {
      throw NpyHeader.refused(
          content.array(),
          "has the shape %s, and must have one label an image (of one-hot rows save argmax(axis=1))"
              .formatted(content.header().shape()));
    }
    NpyIntegers integers = NpyIntegers.of(content.array(), content.header().type());
    List<Integer> labels = new ArrayList<>(sizes.get(0));
    for (int image = 0; image < sizes.get(0); image++) {
      long label = integers.at(content.bytes(), image);
      if (label < 0 || label >= DataLimits.MAX_CLASSES) {
        throw NpyHeader.refused(
            content.array(),
            "has label %d at image %d; labels are 0…%d"
                .formatted(label, image, DataLimits.MAX_CLASSES - 1));
      }
      labels.add((int) label);
    }
    return new Labels(content.array(), labels);
  }

  /** Unsigned bytes: images, rows, columns and, if there are more than one, channels. */
  LabelledImages images(String name, Labels labels, int classes) throws IOException {
    Content content = content(name, NpzArrays::requireBytes);
    List<Integer> sizes = content.header().sizes();
    int channels = sizes.size() == 4 ? sizes.get(3) : 1;
    if (sizes.size() < 3 || (channels != 1 && channels != 3)) {
      throw NpyHeader.refused(
          content.array(),
          "has the shape %s, and must be (images, height, width), with 1 or 3 channels behind if any"
              .formatted(content.header().shape()));
    }
    if (sizes.get(0).intValue() != labels.values().size()) {
      throw NpyHeader.refused(
          content.array(),
          "has %d images for the %d labels of %s"
              .formatted(sizes.get(0), labels.values().size(), labels.array()));
    }
    DataShape shape = new DataShape(channels, sizes.get(1), sizes.get(2), classes);
    return new LabelledImages(
        shape,
        planar(content.bytes(), channels, sizes.get(1) * sizes.get(2)),
        labels.values().stream().mapToInt(Integer::intValue).toArray());
  }

  private static void requireBytes(String array, String type) {
    if (!type.matches("[|<>=]?u1")) {
      throw NpyHeader.refused(
          array,
          "is of type %s; save bytes from 0 to 255: (x * 255).round().astype('uint8') for x in 0…1"
              .formatted(type));
    }
  }

  /**
   * @param check of array and type, before anything is read
   */
  private Content content(String name, BiConsumer<String, String> check) throws IOException {
    String array = "%s: %s".formatted(file, name);
    ZipEntry entry = zip.getEntry(name + ".npy");
    if (entry == null) {
      throw NpyHeader.refused(
          array, "is missing. Save x_train, y_train, x_test and y_test with numpy.savez");
    }
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      NpyHeader header = NpyHeader.read(array, in);
      check.accept(array, header.type());
      long bytes = header.count() * NpyIntegers.bytes(header.type());
      DataLimits.requireFits(array, bytes);
      byte[] content = in.readNBytes((int) bytes);
      if (bytes == 0 || content.length < bytes || in.read() >= 0) {
        throw NpyHeader.refused(
            array,
            "%s, where its shape %s needs %d bytes"
                .formatted(
                    content.length < bytes
                        ? "is cut off after %d bytes".formatted(content.length)
                        : bytes == 0 ? "is empty" : "has more than that",
                    header.shape(),
                    bytes));
      }
      if (in.getChecksum().getValue() != entry.getCrc()) { // ZipFile itself does not look
        throw NpyHeader.refused(array, "is damaged: its checksum does not fit. Write it again");
      }
      files.add(new DataSet.DataFile(name, array, DigestUtils.sha256Hex(content)));
      return new Content(array, header, content);
    }
  }

  /** Channels stand side by side in the file, and one behind the other in a net. */
  private static byte[] planar(byte[] bytes, int channels, int area) {
    if (channels == 1) {
      return bytes;
    }
    byte[] planar = new byte[bytes.length];
    int values = channels * area;
    for (int start = 0; start < bytes.length; start += values) {
      for (int pixel = 0; pixel < area; pixel++) {
        for (int channel = 0; channel < channels; channel++) {
          planar[start + channel * area + pixel] = bytes[start + pixel * channels + channel];
        }
      }
    }
    return planar;
  }
}
