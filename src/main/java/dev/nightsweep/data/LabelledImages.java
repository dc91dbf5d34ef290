package dev.nightsweep.data;

import java.util.Arrays;

/** Grey images of one size with their classes 0…9, in file order. */
public final class LabelledImages {
  /** Labels are digits. */
  public static final int CLASSES = 10;

  private final int rows;
  private final int columns;
  private final byte[] pixels;
  private final byte[] labels;

  /**
   * @param pixels row by row, image by image, 0…255 as unsigned bytes; kept, not copied
   * @param labels one of 0…9 for every image; kept, not copied
   */
  LabelledImages(int rows, int columns, byte[] pixels, byte[] labels) {
    this.rows = rows;
    this.columns = columns;
    this.pixels = pixels;
    this.labels = labels;
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
