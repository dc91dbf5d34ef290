package dev.nightsweep.analysis.power;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The power of the tests on paired differences, for normal differences. Effects and margins are in
 * units of the standard deviation of the differences of one seed. Power is exact: that of the t
 * test is the noncentral t distribution's, both tails counted, as R's {@code power.t.test(strict =
 * TRUE)}; that of the two one-sided tests is Owen's (1965; Phillips 1990).
 */
public final class PairedPower {
  /** The power that seeds are counted for. */
  public static final double USUAL = 0.80;

  /** More seeds than this are not looked for. */
  public static final int MAX_SEEDS = 1000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private PairedPower() {}

  /**
   * The chance that the two-sided t test finds a difference.
   *
   * @param seeds at least two
   * @param effect the true mean difference
   * @param alpha level of the test, both sides together
   */
  public static double ofDifference(int seeds, double effect, double alpha) {
    double t = TDistribution.of(seeds - 1.0).inverseSurvivalProbability(alpha / 2);
    double shift = effect * Math.sqrt(seeds);
    return new SpreadMixture(seeds - 1).expect(s -> outside(t * s, shift));
  }

  /**
   * The chance that the two one-sided t tests show equivalence.
   *
   * @param seeds at least two
   * @param effect the true mean difference
   * @param margin above zero
   * @param alpha level of each one-sided test
   */
  public static double ofEquivalence(int seeds, double effect, double margin, double alpha) {
    double t = TDistribution.of(seeds - 1.0).inverseSurvivalProbability(alpha);
    double shift = effect * Math.sqrt(seeds);
    double room = margin * Math.sqrt(seeds);
    return new SpreadMixture(seeds - 1).expect(s -> inside(room - t * s, shift), room / t);
  }

  /** The smallest effect that so many seeds find with that power; at least two seeds. */
  public static double detectable(int seeds, double alpha, double power) {
    double high = 1;
    while (ofDifference(seeds, high, alpha) < power) {
      high *= 2;
    }
    double low = 0;
    for (int step = 0; step < 60; step++) {
      double middle = (low + high) / 2;
      boolean enough = ofDifference(seeds, middle, alpha) >= power;
      low = enough ? low : middle;
      high = enough ? middle : high;
    }
    return high;
  }

  /** How many seeds find that effect with that power; empty beyond {@link #MAX_SEEDS}. */
  public static OptionalInt seedsForDifference(double effect, double alpha, double power) {
    return fewest(2, n -> ofDifference(n, effect, alpha) >= power);
  }

  /**
   * How many seeds show equivalence with that power if the arms truly are alike; empty beyond
   * {@link #MAX_SEEDS}.
   */
  public static OptionalInt seedsForEquivalence(double margin, double alpha, double power) {
    return fewest(2, n -> ofEquivalence(n, 0, margin, alpha) >= power);
  }

  /**
   * The fewest seeds that are enough; empty beyond {@link #MAX_SEEDS}.
   *
   * @param from where to begin
   * @param isEnough false below some number, true from there on
   */
  public static OptionalInt fewest(int from, IntPredicate isEnough) {
    if (from > MAX_SEEDS || !isEnough.test(MAX_SEEDS)) {
      return OptionalInt.empty();
    }
    int tooFew = from - 1;
    int enough = MAX_SEEDS;
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      tooFew = isEnough.test(middle) ? tooFew : middle;
      enough = middle > tooFew ? middle : enough;
    }
    return OptionalInt.of(enough);
  }

  /** The chance of a standard normal plus {@code shift} beyond plus or minus {@code bound}. */
  static double outside(double bound, double shift) {
    return NORMAL.survivalProbability(bound - shift) + NORMAL.cumulativeProbability(-bound - shift);
  }

  /** The chance of it within them. */
  static double inside(double bound, double shift) {
    return bound > 0 ? NORMAL.probability(-bound - shift, bound - shift) : 0;
  }
}
