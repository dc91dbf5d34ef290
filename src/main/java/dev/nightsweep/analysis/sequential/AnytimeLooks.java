package dev.nightsweep.analysis.sequential;

import dev.nightsweep.analysis.paired.PairedSample;
import java.util.OptionalDouble;

/**
 * What looks after every seed so far say of one contrast, with p values that hold at any look.
 *
 * @param pDifference the chance that its likelihood ratio ever becomes as large as it has been; NaN
 *     before the first look
 * @param differing the differences at the look that has it
 * @param pBelow likewise, of a mean of the margin or more; NaN without a margin
 * @param pAbove likewise, of a mean of minus the margin or less
 * @param equivalent the differences at the look that has the larger of these two
 */
record AnytimeLooks(
    double pDifference,
    PairedSample differing,
    double pBelow,
    double pAbove,
    PairedSample equivalent) {
  /** Nearer to each other than this, readings differ by rounding alone. */
  private static final double ROUNDING = 1e-12;

  /**
   * @param sample the differences in the order in which their seeds were planned
   */
  static AnytimeLooks of(PairedSample sample, OptionalDouble margin) {
    AnytimeLooks looks = new AnytimeLooks(Double.NaN, sample, Double.NaN, Double.NaN, sample);
    for (int n = EffectMixture.MIN_READINGS; n <= sample.n(); n++) {
      looks = looks.with(sample.first(n), margin);
    }
    return looks;
  }

  /** The two one-sided tests, each at its own best look: the larger of their p values. */
  double pEquivalence() {
    return Math.max(pBelow, pAbove);
  }

  private AnytimeLooks with(PairedSample now, OptionalDouble margin) {
    int n = now.n();
    double mean = now.mean();
    double error = now.spread() / Math.sqrt(n);
    double p = EffectMixture.chance(EffectMixture.ratio(n, t(mean, error)));
    double below = pBelow;
    double above = pAbove;
    if (margin.isPresent()) {
      double delta = margin.getAsDouble();
      below = least(below, EffectMixture.ratioAbove(n, t(delta - mean, error)));
      above = least(above, EffectMixture.ratioAbove(n, t(delta + mean, error)));
    }
    boolean differs = !(pDifference <= p);
    boolean isAlike = !(pEquivalence() <= Math.max(below, above));
    return new AnytimeLooks(
        differs ? p : pDifference,
        differs ? now : differing,
        below,
        above,
        isAlike ? now : equivalent);
  }

  /** Infinite if all differences are equal and the distance is not zero. */
  private static double t(double distance, double error) {
    return Math.abs(distance) <= ROUNDING ? 0 : distance / error;
  }

  private static double least(double p, double ratio) {
    double now = EffectMixture.chance(ratio);
    return p <= now ? p : now;
  }
}
