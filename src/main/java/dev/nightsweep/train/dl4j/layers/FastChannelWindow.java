package dev.nightsweep.train.dl4j.layers;

/**
 * {@link ChannelWindow} in single precision, in loops that Java compiles to vector instructions: it
 * does so only where all arrays share one index, so every channel has an array of its own. Every
 * window is summed afresh: no number is taken away again, so nothing is lost to cancellation. Not
 * thread-safe.
 */
final class FastChannelWindow {
  private final float k;
  private final int reach;
  private final float alpha;
  private final double beta;

  private float[][] terms = {};
  private float[][] inverses = {};
  private float[] sums = {};

  /**
   * @param n odd number of channels in a window
   */
  FastChannelWindow(double k, int n, double alpha, double beta) {
    this.k = (float) k;
    this.reach = n / 2;
    this.alpha = (float) alpha;
    this.beta = beta;
  }

  /**
   * Normalizes one image in place.
   *
   * @param x its channels
   */
  void forward(float[][] x) {
    prepare(x);
    for (int c = 0; c < x.length; c++) {
      square(x[c], terms[c]);
    }
    for (int c = 0; c < x.length; c++) {
      sum(c);
      invert(sums, inverses[c]);
      power(x[c], inverses[c]);
    }
  }

  /**
   * Turns the gradient with respect to y into the one with respect to x, in place.
   *
   * @param x the values that went into {@link #forward}
   */
  void backward(float[][] x, float[][] gradient) {
    prepare(x);
    for (int c = 0; c < x.length; c++) {
      square(x[c], terms[c]);
    }
    for (int c = 0; c < x.length; c++) {
      sum(c);
      invert(sums, inverses[c]);
      power(gradient[c], inverses[c]);
    }
    for (int c = 0; c < x.length; c++) {
      multiply(gradient[c], x[c], inverses[c], terms[c]);
    }
    for (int c = 0; c < x.length; c++) {
      sum(c);
      subtract(gradient[c], x[c], sums);
    }
  }

  private void prepare(float[][] x) {
    if (terms.length != x.length || sums.length != x[0].length) {
      terms = new float[x.length][x[0].length];
      inverses = new float[x.length][x[0].length];
      sums = new float[x[0].length];
    }
  }

  /** Sums the terms of the channel and its neighbours. */
  private void sum(int channel) {
    System.arraycopy(terms[channel], 0, sums, 0, sums.length);
    for (int r = 1; r <= reach; r++) {
      boolean before = channel - r >= 0;
      boolean behind = channel + r < terms.length;
      if (before && behind) {
        add(sums, terms[channel - r], terms[channel + r]);
      } else if (before || behind) {
        add(sums, terms[before ? channel - r : channel + r]);
      }
    }
  }

  private static void square(float[] x, float[] to) {
    for (int p = 0; p < to.length; p++) {
      to[p] = x[p] * x[p];
    }
  }

  private static void add(float[] sums, float[] one) {
    for (int p = 0; p < sums.length; p++) {
      sums[p] += one[p];
    }
  }

  private static void add(float[] sums, float[] one, float[] other) {
    for (int p = 0; p < sums.length; p++) {
      sums[p] += one[p] + other[p];
    }
  }

  /** 1/s. */
  private void invert(float[] sums, float[] to) {
    float scale = alpha;
    float least = k;
    for (int p = 0; p < to.length; p++) {
      to[p] = 1 / (least + scale * sums[p]);
    }
  }

  /** Multiplies by s^-beta. */
  private void power(float[] values, float[] inverses) {
    if (beta == ChannelWindow.PAPER_BETA) {
      for (int p = 0; p < values.length; p++) {
        float root = (float) Math.sqrt(inverses[p]);
        values[p] *= root * (float) Math.sqrt(root);
      }
    } else {
      for (int p = 0; p < values.length; p++) {
        values[p] *= (float) Math.pow(inverses[p], beta);
      }
    }
  }

  private static void multiply(float[] a, float[] b, float[] c, float[] to) {
    for (int p = 0; p < to.length; p++) {
      to[p] = a[p] * b[p] * c[p];
    }
  }

  private void subtract(float[] gradient, float[] x, float[] sums) {
    float factor = (float) (2 * alpha * beta);
    for (int p = 0; p < sums.length; p++) {
      gradient[p] -= factor * x[p] * sums[p];
    }
  }
}
