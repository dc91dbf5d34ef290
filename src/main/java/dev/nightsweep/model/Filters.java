package dev.nightsweep.model;

import java.util.Base64;

/**
 * The weights of a convolution on one input channel, coarse, to be looked at.
 *
 * @param count how many filters
 * @param size rows, and columns, of each
 * @param largest the largest absolute weight
 * @param levels in Base64, filter by filter, row by row, a signed byte a weight: −127 stands for
 *     {@code -largest}, 127 for {@code largest}
 */
public record Filters(int count, int size, double largest, String levels) {
  private static final int STEPS = 127;

  /**
   * Filters of those weights.
   *
   * @param weights filter by filter, row by row
   * @throws IllegalArgumentException if they are not {@code count} squares
   */
  public static Filters of(int count, int size, float... weights) {
    if (weights.length != count * size * size) {
      throw new IllegalArgumentException(
          "%d weights are no %d filters of %d×%d".formatted(weights.length, count, size, size));
    }
    double largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    byte[] levels = new byte[weights.length];
    for (int i = 0; i < weights.length && largest > 0; i++) {
      levels[i] = (byte) Math.round(STEPS * weights[i] / largest);
    }
    return new Filters(count, size, largest, Base64.getEncoder().encodeToString(levels));
  }

  /** All weights, each as a share of the largest, in [−1, 1]. */
  public double[] shares() {
    byte[] bytes = Base64.getDecoder().decode(levels);
    double[] shares = new double[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      shares[i] = bytes[i] / (double) STEPS;
    }
    return shares;
  }
}
