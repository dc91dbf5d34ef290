package dev.nightsweep.analysis.sequential;

import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.PairedSample;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The looks at one contrast so far: the best that any of them had to say.
 *
 * @param pDifference the smallest two-sided p; NaN without a look
 * @param mean the mean difference at that look
 * @param pEquivalence the smallest p of the two one-sided tests; NaN without a margin
 */
public record Sequence(double pDifference, double mean, double pEquivalence) {

  /**
   * Looks after {@code first} differences and after every further one.
   *
   * @param differences in the order in which the seeds were planned
   */
  public static Sequence of(List<Double> differences, int first, int last, OptionalDouble margin) {
    Sequence best = new Sequence(Double.NaN, Double.NaN, Double.NaN);
    for (int n = first; n <= Math.min(last, differences.size()); n++) {
      PairedSample sample = new PairedSample(differences.subList(0, n));
      best = best.with(sample.pT(), sample.mean(), FamilyDecisions.pEquivalence(sample, margin));
    }
    return best;
  }

  private Sequence with(double p, double newMean, double equivalence) {
    boolean smaller = !(pDifference <= p);
    return new Sequence(
        smaller ? p : pDifference,
        smaller ? newMean : mean,
        pEquivalence <= equivalence ? pEquivalence : equivalence);
  }
}
