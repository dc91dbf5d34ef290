package dev.nightsweep.data;

import java.util.Arrays;

/** Grey images of one size with their classes, in file order. */
public final class LabelledImages {
  /** Grey images have one channel. */
  private static final int CHANNELS = 1;

  private final int rows;
  private final int columns;
  private final int classes;
  private final byte[] pixels;
  private final byte[] labels;

  /**
   * @param pixels row by row, image by image, 0…255 as unsigned bytes; kept, not copied
   * @param labels a class from 0 to {@code classes - 1} for every image; kept, not copied
   */
  LabelledImages(int rows, int columns, int classes, byte[] pixels, byte[] labels) {
    this.rows = rows;
    this.columns = columns;
    this.classes = classes;
    this.pixels = pixels;
    this.labels = labels;
  }

  /** What the images are like, and how many classes there are. */
  public DataShape shape() {
    return new DataShape(CHANNELS, rows, columns, classes);
  }

  public int size() {
    return labels.length;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** Pixels of one image. */
  public int area() {
    return rows * columns;
  }

  /** How many classes there are, whether or not each has an image. */
  public int classes() {
    return classes;
  }

  public int label(int image) {
    return labels[image];
  }

  /** A pixel's grey value, 0…255; {@code place} counts row by row from 0. */
  public int pixel(int image, int place) {
    return pixels[image * area() + place] & 0xff;
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
}
