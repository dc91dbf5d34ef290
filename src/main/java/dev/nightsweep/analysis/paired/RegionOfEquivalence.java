package dev.nightsweep.analysis.paired;

import dev.nightsweep.model.ContrastResult.Posterior;
import dev.nightsweep.model.Objective;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The posterior of a mean difference, with the margin as region of practical equivalence: the
 * Bayesian correlated t test (Benavoli et al. 2017) with correlation 0, since every seed trains
 * both arms anew. With the matching prior it is Student's t about the mean.
 */
public final class RegionOfEquivalence {
  private RegionOfEquivalence() {}

  /** Of the differences, one a seed; needs two, and a margin. */
  public static Posterior posterior(
      PairedSample sample, OptionalDouble margin, Objective objective) {
    if (margin.isEmpty() || sample.n() < 2 || Double.isInfinite(sample.spread())) {
      return Posterior.NONE;
    }
    double below = below(sample.mean() + margin.getAsDouble(), sample);
    double above = below(margin.getAsDouble() - sample.mean(), sample);
    double inside = Math.max(0, 1 - below - above);
    return objective.gain(1) > 0
        ? new Posterior(below, inside, above)
        : new Posterior(above, inside, below);
  }

  /** How probable it is that the mean is beyond an end of the region that is so far away. */
  private static double below(double distance, PairedSample sample) {
    double scale = sample.spread() / Math.sqrt(sample.n());
    return scale > 0
        ? TDistribution.of(sample.n() - 1.0).survivalProbability(distance / scale)
        : distance < 0 ? 1 : 0;
  }
}
