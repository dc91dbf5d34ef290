package dev.nightsweep.data;

/**
 * Brings lines of values to another length by weighting with a triangle that is as wide as a step
 * of the shorter line: bilinear where there are more values than before, and an average of all that
 * fall to one where there are fewer. It is what Pillow calls {@code BILINEAR}, in doubles. Plain
 * arithmetic, so that it gives the same bytes on every machine.
 */
final class Resampling {
  private final int[] firsts;
  private final double[][] weights;

  private Resampling(int[] firsts, double[][] weights) {
    this.firsts = firsts;
    this.weights = weights;
  }

  static Resampling of(int from, int to) {
    double step = (double) from / to;
    double reach = Math.max(1, step);
    int[] firsts = new int[to];
    double[][] weights = new double[to][];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * step;
      firsts[i] = Math.max(0, (int) (centre - reach + 0.5));
      int end = Math.min(from, (int) (centre + reach + 0.5));
      weights[i] = weights(firsts[i], end, centre, reach);
    }
    return new Resampling(firsts, weights);
  }

  private static double[] weights(int first, int end, double centre, double reach) {
    double[] weights = new double[end - first];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.max(0, 1 - Math.abs(first + i + 0.5 - centre) / reach);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /**
   * Resamples lines that lie in one array, of which the result has the same order.
   *
   * @param lines how many there are
   * @param apart the places between two lines: the width for rows, 1 for columns
   * @param along the places between two values of a line: 1 for rows, the width for columns
   */
  double[] apply(double[] values, int lines, int apart, int along) {
    boolean rows = along == 1;
    double[] result = new double[lines * weights.length];
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < weights.length; i++) {
        double sum = 0;
        for (int k = 0; k < weights[i].length; k++) {
          sum += weights[i][k] * values[line * apart + (firsts[i] + k) * along];
        }
        result[rows ? line * weights.length + i : i * lines + line] = sum;
      }
    }
    return result;
  }
}
