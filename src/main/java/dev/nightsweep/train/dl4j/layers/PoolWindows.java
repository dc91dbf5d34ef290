package dev.nightsweep.train.dl4j.layers;

import java.util.Arrays;

/**
 * The largest number of every window of a map, windows with same padding. Numbers are floats as
 * {@link #ordered} integers, which Java compares many at a time: first down the rows of all windows
 * at once, then across. Not thread-safe.
 */
final class PoolWindows {
  private final int rows;
  private final int columns;
  private final int kernel;
  private final int stride;
  private final int outRows;
  private final int outColumns;
  private final int left;

  /** Row by row of the windows: which rows of the map it takes, one for every row of windows. */
  private final int[][] rowsUnder;

  private final int[] largest;

  PoolWindows(int rows, int columns, int kernel, int stride) {
    this.rows = rows;
    this.columns = columns;
    this.kernel = kernel;
    this.stride = stride;
    this.outRows = (rows + stride - 1) / stride;
    this.outColumns = (columns + stride - 1) / stride;
    this.left = before(columns, outColumns);
    this.rowsUnder = new int[kernel][outRows * columns];
    this.largest = new int[outRows * columns];
  }

  int inputs() {
    return rows * columns;
  }

  int outputs() {
    return outRows * outColumns;
  }

  /** Turns bits of floats into integers of the same order; applied again, it turns them back. */
  static void ordered(int[] bits) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] ^= (bits[i] >> 31) & Integer.MAX_VALUE;
    }
  }

  /** Fills {@code pooled} with the windows' largest numbers. */
  void forward(int[] map, int[] pooled) {
    int top = before(rows, outRows);
    for (int k = 0; k < kernel; k++) {
      for (int y = 0; y < outRows; y++) {
        int row = y * stride - top + k;
        if (row >= 0 && row < rows) {
          System.arraycopy(map, row * columns, rowsUnder[k], y * columns, columns);
        } else {
          Arrays.fill(rowsUnder[k], y * columns, (y + 1) * columns, Integer.MIN_VALUE);
        }
      }
    }
    System.arraycopy(rowsUnder[0], 0, largest, 0, largest.length);
    for (int k = 1; k < kernel; k++) {
      raise(largest, rowsUnder[k]);
    }
    across(largest, pooled);
  }

  /**
   * After {@link #forward}: where in the map each window's largest number is; of equal ones the
   * first column's, and in it the first row's. Both searches run backward and to their ends, which
   * leaves the processor no jump to guess.
   */
  void winners(int[] pooled, int[] to, int start) {
    int top = before(rows, outRows);
    for (int y = 0; y < outRows; y++) {
      for (int x = 0; x < outColumns; x++) {
        int at = y * outColumns + x;
        int column = column(pooled[at], y * columns, x);
        int row = y * stride - top + row(pooled[at], y * columns + column);
        to[start + at] = row * columns + column;
      }
    }
  }

  private int column(int number, int rowStart, int x) {
    int first = Math.max(0, x * stride - left);
    int found = first;
    for (int c = Math.min(columns, x * stride - left + kernel) - 1; c >= first; c--) {
      found = largest[rowStart + c] == number ? c : found;
    }
    return found;
  }

  private int row(int number, int place) {
    int found = 0;
    for (int k = kernel - 1; k >= 0; k--) {
      found = rowsUnder[k][place] == number ? k : found;
    }
    return found;
  }

  private static void raise(int[] largest, int[] others) {
    for (int i = 0; i < largest.length; i++) {
      largest[i] = Math.max(largest[i], others[i]);
    }
  }

  private void across(int[] from, int[] pooled) {
    for (int y = 0; y < outRows; y++) {
      for (int x = 0; x < outColumns; x++) {
        int first = Math.max(0, x * stride - left);
        int end = Math.min(columns, x * stride - left + kernel);
        int best = from[y * columns + first];
        for (int c = first + 1; c < end; c++) {
          best = Math.max(best, from[y * columns + c]);
        }
        pooled[y * outColumns + x] = best;
      }
    }
  }

  /** Padding above or to the left. */
  private int before(int length, int windows) {
    return Math.max(0, (windows - 1) * stride + kernel - length) / 2;
  }
}
