package dev.nightsweep.analysis.paired;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The sign-flip test of a mean of zero: how many of the 2^n ways to sign the differences give a sum
 * at least as far from zero. Exact to 20 differences, so never below 2 / 2^n; beyond that 100,000
 * seeded draws, with p = (1 + hits) / (1 + draws) (Phipson and Smyth 2010).
 */
public final class SignFlip {
  private static final int MAX_EXACT = 20;
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
  public static double pValue(List<Double> differences) {
    if (differences.isEmpty()) {
      return Double.NaN;
    }
    SignFlip test = new SignFlip(differences);
    return differences.size() <= MAX_EXACT ? test.exact() : test.drawn();
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
    double[][] sums = groupSums();
    int hits = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      long signs = 0;
      for (int group = 0; group < sums.length; group++) {
        signs = group % Long.BYTES == 0 ? random.nextLong() : signs >>> Byte.SIZE;
        sum += sums[group][(int) signs & 0xff];
      }
      hits += Math.abs(sum) >= threshold ? 1 : 0;
    }
    return (1.0 + hits) / (1.0 + DRAWS);
  }

  /** Of every eight differences their sum for each of the 256 ways to sign them. */
  private double[][] groupSums() {
    double[][] sums = new double[(differences.length + Byte.SIZE - 1) / Byte.SIZE][1 << Byte.SIZE];
    for (int i = 0; i < differences.length; i++) {
      double[] group = sums[i / Byte.SIZE];
      for (int signs = 0; signs < group.length; signs++) {
        boolean kept = (signs >> i % Byte.SIZE & 1) == 1;
        group[signs] += kept ? differences[i] : -differences[i];
      }
    }
    return sums;
  }
}
