package dev.nightsweep.analysis.contrast;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The sign-flip test of a mean of zero: how many of the 2^n ways to sign the differences give a sum
 * at least as far from zero. Exact to 20 differences, so never below 2 / 2^n; beyond that 100,000
 * seeded draws, with p = (1 + hits) / (1 + draws) (Phipson and Smyth 2010).
 */
final class SignFlip {
  private static final int MOST_EXACT = 20;
  private static final int DRAWS = 100_000;
  private static final long SEED = 20_260_101;

  /** Sums that differ by less, relative to the sum of all magnitudes, are ties. */
  private static final double ROUNDING = 1e-12;

  private final double[] differences;
  private final double threshold;

  private SignFlip(List<Double> differences) {
    this.differences = differences.stream().mapToDouble(d -> d).toArray();
    double observed = Math.abs(differences.stream().mapToDouble(d -> d).sum());
    double magnitude = differences.stream().mapToDouble(Math::abs).sum();
    this.threshold = observed - ROUNDING * magnitude;
  }

  /** The two-sided p; NaN without differences. */
  static double pValue(List<Double> differences) {
    if (differences.isEmpty()) {
      return Double.NaN;
    }
    SignFlip test = new SignFlip(differences);
    return differences.size() <= MOST_EXACT ? test.exact() : test.drawn();
  }

  /** A signing and its opposite are equally far from zero: half of them tell it all. */
  private double exact() {
    return hits(1, differences[0]) / Math.pow(2, differences.length - 1);
  }

  private double hits(int next, double sum) {
    if (next == differences.length) {
      return Math.abs(sum) >= threshold ? 1 : 0;
    }
    return hits(next + 1, sum + differences[next]) + hits(next + 1, sum - differences[next]);
  }

  private double drawn() {
    SplittableRandom random = new SplittableRandom(SEED);
    int hits = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      hits += Math.abs(sum) >= threshold ? 1 : 0;
    }
    return (1.0 + hits) / (1.0 + DRAWS);
  }
}
