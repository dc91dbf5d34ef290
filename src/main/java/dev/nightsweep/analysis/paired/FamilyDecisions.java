package dev.nightsweep.analysis.paired;

import dev.nightsweep.model.Verdict;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the tests of one family of contrasts decide: differences and equivalences are two families,
 * each adjusted by Holm over all planned contrasts, so that in each the chance of any false claim
 * is at most {@link Thresholds#ALPHA}.
 *
 * @param differences adjusted p of no difference, contrast by contrast; NaN where untested
 * @param equivalences adjusted p of a difference of the margin or more
 */
public record FamilyDecisions(List<Double> differences, List<Double> equivalences) {

  /** From p values as they are, not adjusted. */
  public static FamilyDecisions of(List<Double> pDifference, List<Double> pEquivalence) {
    return new FamilyDecisions(Holm.adjust(pDifference), Holm.adjust(pEquivalence));
  }

  /** By the t tests at hand, for seeds whose number was fixed beforehand. */
  public static FamilyDecisions fixed(List<PairedSample> samples, OptionalDouble margin) {
    return of(
        samples.stream().map(PairedSample::pT).toList(),
        samples.stream().map(sample -> pEquivalence(sample, margin)).toList());
  }

  public static double pEquivalence(PairedSample sample, OptionalDouble margin) {
    return margin.isPresent() ? sample.pEquivalence(margin.getAsDouble()) : Double.NaN;
  }

  /**
   * The verdict on one contrast.
   *
   * @param gain the mean difference, in the direction that is better
   */
  public Verdict verdict(int contrast, double gain) {
    if (differences.get(contrast) <= Thresholds.ALPHA) {
      return gain > 0 ? Verdict.BETTER : Verdict.WORSE;
    }
    return equivalences.get(contrast) <= Thresholds.ALPHA
        ? Verdict.EQUIVALENT
        : Verdict.INCONCLUSIVE;
  }
}
