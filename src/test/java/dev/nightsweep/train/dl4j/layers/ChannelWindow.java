package dev.nightsweep.train.dl4j.layers;

import java.util.Arrays;

/**
 * The arithmetic of local response normalization over the channels of one image:
 *
 * <pre>
 * s_i = k + alpha · Σ_{j in window(i)} x_j²       window(i) = channels i-n/2 … i+n/2 that exist
 * y_i = x_i · s_i^-beta
 * ∂L/∂x_i = g_i · s_i^-beta - 2·alpha·beta · x_i · Σ_{j in window(i)} g_j · x_j · s_j^(-beta-1)
 * </pre>
 *
 * Krizhevsky, Sutskever and Hinton 2012, §3.3; the gradient is exact, since windows are symmetric.
 * The window slides: each step adds one channel and takes one away, in double precision, so that
 * its cost does not grow with n and nothing of weight is lost to cancellation. Not thread-safe.
 */
final class ChannelWindow {
  /** The one exponent that square roots can do. */
  static final double PAPER_BETA = 0.75;

  private final double k;
  private final int reach;
  private final double alpha;
  private final double beta;

  private double[] window = {};
  private double[] scales = {};
  private double[] terms = {};

  /**
   * @param n odd number of channels in a window
   */
  ChannelWindow(double k, int n, double alpha, double beta) {
    this.k = k;
    this.reach = n / 2;
    this.alpha = alpha;
    this.beta = beta;
  }

  /**
   * Normalizes one image in place.
   *
   * @param x channels of {@code plane} values each, one after the other
   */
  void forward(double[] x, int channels, int plane) {
    prepare(x, channels, plane);
    for (int i = 0; i < channels * plane; i++) {
      x[i] *= power(scales[i]);
    }
  }

  /**
   * Turns the gradient with respect to y into the one with respect to x, in place.
   *
   * @param x the values that went into {@link #forward}
   */
  void backward(double[] x, double[] gradient, int channels, int plane) {
    prepare(x, channels, plane);
    int length = channels * plane;
    for (int i = 0; i < length; i++) {
      double scaled = gradient[i] * power(scales[i]);
      terms[i] = scaled * x[i] / scales[i];
      gradient[i] = scaled;
    }
    Arrays.fill(window, 0, plane, 0);
    for (int c = 0; c < Math.min(reach, channels); c++) {
      addTo(window, terms, c * plane, plane);
    }
    double factor = 2 * alpha * beta;
    for (int c = 0; c < channels; c++) {
      slide(terms, c, channels, plane);
      int start = c * plane;
      for (int p = 0; p < plane; p++) {
        gradient[start + p] -= factor * x[start + p] * window[p];
      }
    }
  }

  /** Computes every s_i of the image. */
  private void prepare(double[] x, int channels, int plane) {
    int length = channels * plane;
    if (terms.length < length) {
      scales = new double[length];
      terms = new double[length];
      window = new double[plane];
    }
    for (int i = 0; i < length; i++) {
      terms[i] = x[i] * x[i];
    }
    Arrays.fill(window, 0, plane, 0);
    for (int c = 0; c < Math.min(reach, channels); c++) {
      addTo(window, terms, c * plane, plane);
    }
    for (int c = 0; c < channels; c++) {
      slide(terms, c, channels, plane);
      int start = c * plane;
      for (int p = 0; p < plane; p++) {
        scales[start + p] = k + alpha * window[p];
      }
    }
  }

  /** Moves the window's sum from channel c-1 to channel c. */
  private void slide(double[] values, int c, int channels, int plane) {
    int entering = c + reach;
    int leaving = c - reach - 1;
    if (entering < channels) {
      addTo(window, values, entering * plane, plane);
    }
    if (leaving >= 0) {
      int start = leaving * plane;
      for (int p = 0; p < plane; p++) {
        window[p] -= values[start + p];
      }
    }
  }

  private static void addTo(double[] sum, double[] values, int start, int plane) {
    for (int p = 0; p < plane; p++) {
      sum[p] += values[start + p];
    }
  }

  /** s^-beta; at the paper's beta by square roots, which is many times faster. */
  private double power(double s) {
    if (beta == PAPER_BETA) {
      double root = Math.sqrt(s);
      return 1 / (root * Math.sqrt(root));
    }
    return Math.pow(s, -beta);
  }
}
