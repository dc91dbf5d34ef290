package dev.nightsweep.train.dl4j.onednn;

/**
 * The settings of local response normalization, x/(k + alpha·Σx²)^beta.
 *
 * @param n odd number of neighbouring channels in the sum
 */
public record Lrn(double k, int n, double alpha, double beta) {
  /** Channels of a window on either side of its own. */
  int reach() {
    return n / 2;
  }
}
