package dev.nightsweep.train.dl4j.layers;

import java.util.Arrays;

/**
 * Lays out what each weight of a filter sees of an image, place by place: im2col for stride 1 and
 * same padding, where the odd pixel is to the right and at the bottom.
 */
record Patches(int rows, int columns, int kernelRows, int kernelColumns) {

  int patch() {
    return kernelRows * kernelColumns;
  }

  int places() {
    return rows * columns;
  }

  /**
   * Fills {@code to} with {@link #patch} images of {@link #places} numbers: the image shifted under
   * each weight, zeros moving in.
   *
   * @param start where the image begins in {@code image}
   */
  void fill(float[] image, int start, float[] to, int toStart) {
    int next = toStart;
    for (int down = 0; down < kernelRows; down++) {
      for (int right = 0; right < kernelColumns; right++) {
        shift(image, start, to, next, down - (kernelRows - 1) / 2, right - (kernelColumns - 1) / 2);
        next += places();
      }
    }
  }

  private void shift(float[] image, int start, float[] to, int toStart, int down, int right) {
    Arrays.fill(to, toStart, toStart + places(), 0);
    int first = Math.max(0, -right);
    int width = Math.min(columns, columns - right) - first;
    for (int row = Math.max(0, -down); row < Math.min(rows, rows - down) && width > 0; row++) {
      int from = start + (row + down) * columns + first + right;
      System.arraycopy(image, from, to, toStart + row * columns + first, width);
    }
  }
}
