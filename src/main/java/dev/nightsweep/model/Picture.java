package dev.nightsweep.model;

import java.util.List;

/**
 * A small image to look at.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param values channel by channel, row by row, 0…255; in grey ones 0 is the background
 */
public record Picture(int channels, int rows, int columns, List<Integer> values) {
  public Picture {
    values = List.copyOf(values);
    if ((channels != 1 && channels != 3) || values.size() != channels * rows * columns) {
      throw new IllegalArgumentException(
          "%d values are no %d×%d image of %d channels"
              .formatted(values.size(), rows, columns, channels));
    }
  }

  /** A grey one. */
  public Picture(int rows, int columns, List<Integer> pixels) {
    this(1, rows, columns, pixels);
  }

  public boolean isGrey() {
    return channels == 1;
  }
}
