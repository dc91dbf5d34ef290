package dev.nightsweep.model;

import java.util.List;

/**
 * A grey image.
 *
 * @param pixels row by row, 0…255, 0 for the background
 */
public record Picture(int rows, int columns, List<Integer> pixels) {
  public Picture {
    pixels = List.copyOf(pixels);
    if (pixels.size() != rows * columns) {
      throw new IllegalArgumentException(
          "%d pixels are no %d×%d image".formatted(pixels.size(), rows, columns));
    }
  }
}
