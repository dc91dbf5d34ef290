package dev.nightsweep.analysis.sequential;

import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.PairedSample;
import java.util.OptionalDouble;

/**
 * The looks at one contrast so far: the best that any of them had to say.
 *
 * @param pDifference the smallest two-sided p; NaN without a look
 * @param differing the differences at that look
 * @param pEquivalence the smallest p of the two one-sided tests; NaN without a margin
 * @param equivalent the differences at that look
 */
public record Sequence(
    double pDifference, PairedSample differing, double pEquivalence, PairedSample equivalent) {

  /**
   * Looks after {@code first} differences and after every further one.
   *
   * @param all in the order in which the seeds were planned
   */
  public static Sequence of(PairedSample all, int first, int last, OptionalDouble margin) {
    Sequence best = new Sequence(Double.NaN, all, Double.NaN, all);
    for (int n = first; n <= Math.min(last, all.n()); n++) {
      best = best.with(all.first(n), margin);
    }
    return best;
  }

  private Sequence with(PairedSample sample, OptionalDouble margin) {
    double p = sample.pT();
    double equivalence = FamilyDecisions.pEquivalence(sample, margin);
    boolean differs = !(pDifference <= p);
    boolean isAlike = !(pEquivalence <= equivalence);
    return new Sequence(
        differs ? p : pDifference,
        differs ? sample : differing,
        isAlike ? equivalence : pEquivalence,
        isAlike ? sample : equivalent);
  }
}
