package dev.nightsweep.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One file of unsigned bytes in the IDX format: a magic number 0x0000 08 {@code d}, then {@code d}
 * big-endian 32-bit sizes, then the bytes, the last dimension running fastest.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">The format, at the foot of MNIST's page</a>
 */
final class IdxFile {
  private static final int UNSIGNED_BYTES = 0x0800;

  private final String name;
  private final int[] sizes;
  private final byte[] content;

  private IdxFile(String name, int[] sizes, byte[] content) {
    this.name = name;
    this.sizes = sizes;
    this.content = content;
  }

  /**
   * @param name for messages
   * @param bytes the file, unpacked
   * @param dimensions how many the file must have: 3 for images, 1 for labels
   * @throws DataSetException if it is not a whole IDX file of that kind
   */
  static IdxFile parse(String name, byte[] bytes, int dimensions) {
    int header = 4 * (1 + dimensions);
    if (bytes.length < header) {
      throw damaged(name, "has %d bytes, less than its header".formatted(bytes.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int magic = buffer.getInt();
    if (magic != (UNSIGNED_BYTES | dimensions)) {
      throw damaged(
          name,
          "begins with 0x%08x where IDX has 0x%08x for %d-dimensional bytes"
              .formatted(magic, UNSIGNED_BYTES | dimensions, dimensions));
    }
    int[] sizes = new int[dimensions];
    long length = 1;
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = buffer.getInt();
      length = sizes[i] <= 0 ? -1 : Math.multiplyExact(length, (long) sizes[i]);
      if (length <= 0 || length > Integer.MAX_VALUE) {
        throw damaged(name, "declares impossible sizes " + Arrays.toString(sizes));
      }
    }
    checkLength(name, bytes.length - header, length, sizes);
    return new IdxFile(name, sizes, Arrays.copyOfRange(bytes, header, bytes.length));
  }

  private static void checkLength(String name, long actual, long declared, int[] sizes) {
    if (actual != declared) {
      throw damaged(
          name,
          "%s: %d bytes of content where its sizes %s need %d"
              .formatted(
                  actual < declared ? "is truncated" : "has trailing bytes",
                  actual,
                  Arrays.toString(sizes),
                  declared));
    }
  }

  /** Joins a file of images and one of labels, checking that they go together. */
  static LabelledImages join(IdxFile images, IdxFile labels, IdxLayout layout) {
    if (images.sizes[0] != labels.sizes[0]) {
      throw damaged(
          labels.name,
          "holds %d labels for the %d images of %s"
              .formatted(labels.sizes[0], images.sizes[0], images.name));
    }
    int[] classes = new int[labels.content.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (labels.content[i] & 0xff) - layout.firstLabel();
      if (classes[i] < 0 || classes[i] >= layout.classes()) {
        throw damaged(
            labels.name,
            "has label %d at image %d; labels are %d…%d"
                .formatted(
                    labels.content[i] & 0xff,
                    i,
                    layout.firstLabel(),
                    layout.firstLabel() + layout.classes() - 1));
      }
    }
    DataShape shape = new DataShape(1, images.sizes[1], images.sizes[2], layout.classes());
    return layout.transposed()
        ? new LabelledImages(shape.transposed(), images.transposed(), classes)
        : new LabelledImages(shape, images.content, classes);
  }

  private byte[] transposed() {
    int rows = sizes[1];
    int columns = sizes[2];
    byte[] upright = new byte[content.length];
    for (int i = 0; i < content.length; i++) {
      int image = i / (rows * columns) * rows * columns;
      int place = i - image;
      upright[image + place % columns * rows + place / columns] = content[i];
    }
    return upright;
  }

  private static DataSetException damaged(String name, String problem) {
    return new DataSetException(
        "%s %s. Replace it with an undamaged copy.".formatted(name, problem));
  }
}
