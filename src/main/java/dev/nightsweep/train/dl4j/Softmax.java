package dev.nightsweep.train.dl4j;

/**
 * Softmax over the classes and its cross-entropy, in double precision and strict arithmetic; works
 * in place on the sums that a net puts out, image by image.
 */
final class Softmax {
  /** DL4J's own clip of probabilities, so that losses compare. */
  static final double MIN_PROBABILITY = 1e-10;

  private Softmax() {}

  /** Turns sums into probabilities. */
  static void probabilities(float[] sums, int classes) {
    double[] row = new double[classes];
    for (int start = 0; start < sums.length; start += classes) {
      row(sums, start, row);
      for (int c = 0; c < classes; c++) {
        sums[start + c] = (float) row[c];
      }
    }
  }

  /**
   * Turns sums into the gradient of the batch's mean loss, (p - y)/images.
   *
   * @return the mean loss in nats
   */
  static double gradient(float[] sums, int[] labels) {
    int classes = sums.length / labels.length;
    double[] row = new double[classes];
    double loss = 0;
    for (int image = 0; image < labels.length; image++) {
      int start = image * classes;
      row(sums, start, row);
      loss -= StrictMath.log(Math.max(row[labels[image]], MIN_PROBABILITY));
      row[labels[image]] -= 1;
      for (int c = 0; c < classes; c++) {
        sums[start + c] = (float) (row[c] / labels.length);
      }
    }
    return loss / labels.length;
  }

  private static void row(float[] sums, int start, double[] to) {
    double largest = sums[start];
    for (int c = 1; c < to.length; c++) {
      largest = Math.max(largest, sums[start + c]);
    }
    double total = 0;
    for (int c = 0; c < to.length; c++) {
      to[c] = StrictMath.exp(sums[start + c] - largest);
      total += to[c];
    }
    for (int c = 0; c < to.length; c++) {
      to[c] /= total;
    }
  }
}
