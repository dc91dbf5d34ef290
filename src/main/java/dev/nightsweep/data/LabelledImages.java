package dev.nightsweep.data;

import dev.nightsweep.model.Picture;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Images of one size with their classes, in file order. */
public final class LabelledImages {
  /** Pixels of a side. */
  private static final int MAX_THUMBNAIL = 112;

  private final DataShape shape;
  private final int valuesOfOne;
  private final byte[] values;
  private final int[] labels;

  /**
   * @param values image by image, in each channel by channel (red, green, blue), row by row, 0…255
   *     as unsigned bytes; kept, not copied
   * @param labels a class from 0 to {@code classes - 1} for every image; kept, not copied
   */
  LabelledImages(DataShape shape, byte[] values, int[] labels) {
    this.shape = shape;
    this.valuesOfOne = shape.channels() * shape.height() * shape.width();
    this.values = values;
    this.labels = labels;
  }

  /** What the images are like, and how many classes there are. */
  public DataShape shape() {
    return shape;
  }

  public int size() {
    return labels.length;
  }

  /** 1 for grey images, 3 for colour. */
  public int channels() {
    return shape.channels();
  }

  public int rows() {
    return shape.height();
  }

  public int columns() {
    return shape.width();
  }

  /** Pixels of one image. */
  public int area() {
    return shape.height() * shape.width();
  }

  /** Values of one image: a pixel has one for each channel. */
  public int values() {
    return valuesOfOne;
  }

  /** How many classes there are, whether or not each has an image. */
  public int classes() {
    return shape.classes();
  }

  public int label(int image) {
    return labels[image];
  }

  /**
   * A value, 0…255; {@code place} counts from 0 through the first channel, row by row, then through
   * the next. In grey images it is the pixel.
   */
  public int pixel(int image, int place) {
    return values[image * valuesOfOne + place] & 0xff;
  }

  /** How many images each class has. */
  public int[] classSizes() {
    int[] sizes = new int[classes()];
    for (int label : labels) {
      sizes[label]++;
    }
    return sizes;
  }

  /** A class's images, by their numbers in ascending order. */
  int[] ofClass(int label) {
    int[] found = new int[size()];
    int count = 0;
    for (int image = 0; image < labels.length; image++) {
      if (labels[image] == label) {
        found[count++] = image;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The images of those numbers, in that order. */
  LabelledImages only(int[] numbers) {
    byte[] some = new byte[numbers.length * values()];
    int[] theirs = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(values, numbers[i] * values(), some, i * values(), values());
      theirs[i] = labels[numbers[i]];
    }
    return new LabelledImages(shape, some, theirs);
  }

  /** The same images, brought to a size. */
  LabelledImages resized(int height, int width) {
    DataShape wanted = new DataShape(channels(), height, width, classes());
    byte[] resized = new byte[Math.multiplyExact(size(), channels() * height * width)];
    for (int image = 0; image < size(); image++) {
      byte[] whole = Arrays.copyOfRange(values, image * values(), (image + 1) * values());
      byte[] small = new PlanarImage(channels(), rows(), columns(), whole).resized(height, width);
      System.arraycopy(small, 0, resized, image * small.length, small.length);
    }
    return new LabelledImages(wanted, resized, labels);
  }

  /** One image to look at, made smaller if it is large. */
  public Picture thumbnail(int image) {
    byte[] whole = Arrays.copyOfRange(values, image * values(), (image + 1) * values());
    double scale = Math.min(1, (double) MAX_THUMBNAIL / Math.max(rows(), columns()));
    int height = Math.max(1, (int) Math.round(scale * rows()));
    int width = Math.max(1, (int) Math.round(scale * columns()));
    byte[] small = new PlanarImage(channels(), rows(), columns(), whole).resized(height, width);
    return new Picture(
        channels(),
        height,
        width,
        IntStream.range(0, small.length).mapToObj(i -> small[i] & 0xff).toList());
  }

  /** What they are like, labels and values, for a fingerprint. */
  void addTo(MessageDigest digest) {
    ByteBuffer head = ByteBuffer.allocate((5 + labels.length) * Integer.BYTES);
    head.putInt(labels.length).putInt(shape.channels());
    head.putInt(shape.height()).putInt(shape.width()).putInt(shape.classes());
    for (int label : labels) {
      head.putInt(label);
    }
    digest.update(head.array());
    digest.update(values);
  }
}
