package dev.nightsweep.analysis.sequential;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much likelier the t statistic of a sample is if there is an effect than if there is none: a
 * likelihood ratio that may be looked at after every reading.
 *
 * <p>The effect, in standard deviations, is drawn from a normal distribution of mean zero and
 * variance 2; for one direction from its half. The unknown standard deviation has the right Haar
 * prior, under which the ratio depends on n and t alone. Without an effect the ratio is a
 * martingale in n of mean 1, whatever the standard deviation (Lai 1976; Pérez-Ortiz, Lardy, de
 * Heide and Grünwald 2024; Wang and Ramdas 2025), so the chance that it ever reaches b is at most
 * 1/b (Ville 1939).
 *
 * <p>It jumps over b rather than meeting it, so that chance is smaller yet: it is the mean of one
 * over the ratio where b is first reached, for samples whose effect is drawn from the mixture
 * (Wald's likelihood ratio identity; Siegmund 1985). With looks at 3 readings and at every further
 * one, without end, it is at most 0.77/b for every b and in both forms; a simulation among the
 * tests shows it. This is what {@link #chance} returns.
 *
 * <p>For one direction, adding a constant to all readings moves every later t alike, so an effect
 * of the other sign only makes the chance smaller.
 */
final class EffectMixture {
  /** The least number of readings at which {@link #chance} allows for looks. */
  static final int MIN_READINGS = 3;

  private static final double VARIANCE = 2;
  private static final double REACHED = 0.77;

  private EffectMixture() {}

  /** The ratio for an effect in either direction; t may be infinite. */
  static double ratio(int n, double t) {
    return Math.exp(logRatio(n, shrunk(n, t)));
  }

  /** The ratio for an effect above zero. */
  static double ratioAbove(int n, double t) {
    double shrunk = shrunk(n, t);
    double posterior = Math.signum(t) * Math.sqrt(n * shrunk / (1 - shrunk));
    double above = TDistribution.of(n).cumulativeProbability(posterior);
    return 2 * above * Math.exp(logRatio(n, shrunk));
  }

  /** The chance that a ratio ever becomes as large as {@code largest} if there is no effect. */
  static double chance(double largest) {
    return Math.min(1, REACHED / largest);
  }

  /**
   * The |t| of n readings at which {@link #chance} is {@code alpha}; infinite if none is enough.
   */
  static double criticalT(int n, double alpha) {
    double spread = n * VARIANCE;
    double share =
        (1 - Math.pow(REACHED / alpha * Math.sqrt(1 + spread), -2.0 / n)) * (1 + spread) / spread;
    return share < 1 ? Math.sqrt((n - 1) * share / (1 - share)) : Double.POSITIVE_INFINITY;
  }

  private static double logRatio(int n, double shrunk) {
    return -(Math.log1p(n * VARIANCE) + n * Math.log1p(-shrunk)) / 2;
  }

  /** The share of the sum of squares that is the mean's, shrunk by the prior. */
  private static double shrunk(int n, double t) {
    double share = Double.isInfinite(t) ? 1 : t * t / (t * t + n - 1);
    return share * n * VARIANCE / (1 + n * VARIANCE);
  }
}
