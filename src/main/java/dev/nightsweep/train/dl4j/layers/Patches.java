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
   */
  void fill(float[] image, float[] to) {
    int start = 0;
    for (int down = 0; down < kernelRows; down++) {
      for (int right = 0; right < kernelColumns; right++) {
        shift(image, to, start, down - (kernelRows - 1) / 2, right - (kernelColumns - 1) / 2);
        start += places();
      }
    }
  }

  private void shift(float[] image, float[] to, int start, int down, int right) {
    Arrays.fill(to, start, start + places(), 0);
    int first = Math.max(0, -right);
    int width = Math.min(columns, columns - right) - first;
    for (int row = Math.max(0, -down); row < Math.min(rows, rows - down) && width > 0; row++) {
      int from = (row + down) * columns + first + right;
      System.arraycopy(image, from, to, start + row * columns + first, width);
    }
  }
}
