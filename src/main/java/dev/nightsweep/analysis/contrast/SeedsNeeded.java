package dev.nightsweep.analysis.contrast;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many seeds in all would settle an inconclusive contrast, if mean and spread stayed as they
 * are, with a chance of 80 %. A test with n seeds finds a distance of (t_α + t_0.8) s / √n, t with
 * n - 1 degrees of freedom: the usual approximation without the noncentral t, iterated over n
 * (Julious 2004). Settled is what is first reached: the difference is told from zero at α = 0.05
 * shared by the contrasts of the family, or it is shown to be inside the margin by TOST.
 */
final class SeedsNeeded {
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.80;
  private static final int MOST = 1000;

  private final double mean;
  private final double deviation;

  private SeedsNeeded(PairedSample sample) {
    this.mean = Math.abs(sample.mean());
    this.deviation = sample.standardDeviation();
  }

  /**
   * The number of seeds in all, more than there are; empty beyond 1000.
   *
   * @param family how many contrasts share α
   */
  static OptionalInt inAll(PairedSample sample, OptionalDouble margin, int family) {
    SeedsNeeded needed = new SeedsNeeded(sample);
    double room = margin.orElse(0) - needed.mean;
    IntPredicate settles =
        n -> needed.finds(needed.mean, ALPHA / 2 / family, n) || needed.finds(room, ALPHA, n);
    return IntStream.rangeClosed(Math.max(3, sample.n() + 1), MOST).filter(settles).findFirst();
  }

  private boolean finds(double distance, double alpha, int n) {
    TDistribution t = TDistribution.of(n - 1.0);
    double quantiles =
        t.inverseSurvivalProbability(alpha) + t.inverseSurvivalProbability(1 - POWER);
    return distance >= quantiles * deviation / Math.sqrt(n);
  }
}
