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
  private final double magnitude;
  private final double threshold;

  private SignFlip(List<Double> differences) {
    this.differences = differences.stream().mapToDouble(d -> d).toArray();
    double observed = Math.abs(differences.stream().mapToDouble(d -> d).sum());
    this.magnitude = differences.stream().mapToDouble(Math::abs).sum();
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

  /** A draw takes a random word for every 64 differences: a bit a sign. */
  private double drawn() {
    double[][] sums = wordSums();
    double[] within = withinReach();
    SplittableRandom random = new SplittableRandom(SEED);
    int hits = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      int word = 0;
      while (word < sums.length && Math.abs(sum) >= within[word]) {
        sum = added(sum, sums[word++], random.nextLong());
      }
      hits += word == sums.length && Math.abs(sum) >= threshold ? 1 : 0;
      for (; word < sums.length; word++) {
        random.nextLong(); // the draws stay those of a test that never stops early
      }
    }
    return (1.0 + hits) / (1.0 + DRAWS);
  }

  /** Eight look-ups without a loop: this is done millions of times, by the simple compiler. */
  private static double added(double sum, double[] sums, long signs) {
    int low = (int) signs;
    int high = (int) (signs >>> Integer.SIZE);
    return sum
        + sums[low & 0xff]
        + sums[((low >>> 8) & 0xff) | 0x100]
        + sums[((low >>> 16) & 0xff) | 0x200]
        + sums[(low >>> 24) | 0x300]
        + sums[(high & 0xff) | 0x400]
        + sums[((high >>> 8) & 0xff) | 0x500]
        + sums[((high >>> 16) & 0xff) | 0x600]
        + sums[(high >>> 24) | 0x700];
  }

  /**
   * How far from zero a sum must be before each word for the rest to carry it over the threshold,
   * with room for rounding.
   */
  private double[] withinReach() {
    double[] within = new double[words()];
    double rest = ROUNDING * magnitude;
    for (int word = within.length - 1; word >= 0; word--) {
      for (int i = word * Long.SIZE;
          i < Math.min((word + 1) * Long.SIZE, differences.length);
          i++) {
        rest += Math.abs(differences[i]);
      }
      within[word] = threshold - rest;
    }
    return within;
  }

  /**
   * Of each word's differences, eight by eight, their sum for each of the 256 ways to sign them.
   */
  private double[][] wordSums() {
    double[][] sums = new double[words()][Long.BYTES << Byte.SIZE];
    for (int i = 0; i < differences.length; i++) {
      double[] word = sums[i / Long.SIZE];
      int group = (i % Long.SIZE / Byte.SIZE) << Byte.SIZE;
      for (int signs = 0; signs < 1 << Byte.SIZE; signs++) {
        boolean kept = ((signs >> (i % Byte.SIZE)) & 1) == 1;
        word[group | signs] += kept ? differences[i] : -differences[i];
      }
    }
    return sums;
  }

  private int words() {
    return (differences.length + Long.SIZE - 1) / Long.SIZE;
  }
}
