package dev.nightsweep.data;

/** One image, channel by channel, row by row. */
final class PlanarImage {
  private final int channels;
  private final int height;
  private final int width;
  private final byte[] values;

  /**
   * @param values 0…255 as unsigned bytes; kept, not copied
   */
  PlanarImage(int channels, int height, int width, byte[] values) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.values = values;
  }

  int channels() {
    return channels;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  byte[] values() {
    return values;
  }

  /** Height and width as people write them. */
  String size() {
    return height + "×" + width;
  }

  /** A grey image in three equal channels; one of three as it is. */
  byte[] inColour() {
    if (channels == 3) {
      return values;
    }
    byte[] three = new byte[3 * values.length];
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(values, 0, three, channel * values.length, values.length);
    }
    return three;
  }

  /** Its values when it is brought to a size, see {@link Resampling}. */
  byte[] resized(int toHeight, int toWidth) {
    if (toHeight == height && toWidth == width) {
      return values;
    }
    Resampling rows = Resampling.of(height, toHeight);
    Resampling columns = Resampling.of(width, toWidth);
    byte[] resized = new byte[channels * toHeight * toWidth];
    for (int channel = 0; channel < channels; channel++) {
      double[] plane = new double[height * width];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = values[channel * plane.length + i] & 0xff;
      }
      double[] wide = columns.apply(plane, height, width, 1);
      double[] small = rows.apply(wide, toWidth, 1, toWidth);
      for (int i = 0; i < small.length; i++) {
        resized[channel * small.length + i] = (byte) Math.floor(small[i] + 0.5);
      }
    }
    return resized;
  }
}
