package dev.nightsweep.data;

import java.util.Arrays;

/**
 * Images of one step as a net sees them, image by image, channel by channel, row by row. {@link
 * Augmentation} changes them in place.
 */
public final class ScaledImages {
  private final DataShape shape;
  private final float[] values;
  private final float[] black;

  /**
   * @param values kept, not copied
   * @param black what a net sees of 0, by channel
   */
  ScaledImages(DataShape shape, float[] values, float[] black) {
    this.shape = shape;
    this.values = values;
    this.black = black;
  }

  public DataShape shape() {
    return shape;
  }

  /** How many images. */
  public int size() {
    return values.length / (shape.channels() * area());
  }

  /** All values: not a copy. */
  public float[] values() {
    return values;
  }

  private int area() {
    return shape.height() * shape.width();
  }

  /** Moves an image down and to the right, or up and left if negative; black moves in. */
  void shift(int image, int down, int right) {
    float[] before = new float[area()];
    for (int channel = 0; channel < shape.channels(); channel++) {
      int start = (image * shape.channels() + channel) * area();
      System.arraycopy(values, start, before, 0, before.length);
      Arrays.fill(values, start, start + before.length, black[channel]);
      int from = Math.max(0, -right);
      int to = Math.max(0, right);
      int length = shape.width() - Math.abs(right);
      for (int row = Math.max(0, down); row < shape.height() + Math.min(0, down); row++) {
        if (length > 0) {
          int line = (row - down) * shape.width();
          System.arraycopy(before, line + from, values, start + row * shape.width() + to, length);
        }
      }
    }
  }

  /** Exchanges left and right of an image. */
  void mirror(int image) {
    int lines = shape.channels() * shape.height();
    for (int line = image * lines; line < (image + 1) * lines; line++) {
      int left = line * shape.width();
      int right = left + shape.width() - 1;
      while (left < right) {
        float value = values[left];
        values[left++] = values[right];
        values[right--] = value;
      }
    }
  }

  /**
   * Sets a rectangle of an image to 0, which is the mean where images are standardized, and black
   * where they are not.
   *
   * @param bottom the row below its last
   * @param right the column behind its last
   */
  void clear(int image, int top, int bottom, int left, int right) {
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int row = top; row < bottom; row++) {
        int start = ((image * shape.channels() + channel) * shape.height() + row) * shape.width();
        Arrays.fill(values, start + left, start + right, 0);
      }
    }
  }
}
