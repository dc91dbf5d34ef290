package dev.nightsweep.analysis.paired;

import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What the tests of one family of contrasts decide: differences and equivalences are two families,
 * each adjusted by Holm over all planned contrasts, so that in each the chance of any false claim
 * is at most {@link Thresholds#ALPHA}.
 *
 * @param differences adjusted p of no difference, contrast by contrast; NaN where untested
 * @param equivalences adjusted p of a difference of the margin or more
 * @param differing the sample that has the p in {@code differences}; of several looks, the one that
 *     found it
 * @param equivalent likewise for {@code equivalences}
 * @param unadjusted the p values before Holm
 */
public record FamilyDecisions(
    List<Double> differences,
    List<Double> equivalences,
    List<PairedSample> differing,
    List<PairedSample> equivalent,
    Unadjusted unadjusted) {

  /** The p values of both families before Holm. */
  public record Unadjusted(List<Double> differences, List<Double> equivalences) {}

  /** From p values as they are, not adjusted. */
  public static FamilyDecisions of(
      List<Double> pDifference,
      List<Double> pEquivalence,
      List<PairedSample> differing,
      List<PairedSample> equivalent) {
    return new FamilyDecisions(
        Holm.adjust(pDifference),
        Holm.adjust(pEquivalence),
        differing,
        equivalent,
        new Unadjusted(pDifference, pEquivalence));
  }

  /** By the t tests at hand, for seeds whose number was fixed beforehand, at one margin. */
  public static FamilyDecisions fixed(List<PairedSample> samples, OptionalDouble margin) {
    return fixed(samples, Collections.nCopies(samples.size(), margin));
  }

  /** The same with a margin for each sample. */
  public static FamilyDecisions fixed(List<PairedSample> samples, List<OptionalDouble> margins) {
    return of(
        samples.stream().map(PairedSample::pT).toList(),
        IntStream.range(0, samples.size())
            .mapToObj(i -> pEquivalence(samples.get(i), margins.get(i)))
            .toList(),
        samples,
        samples);
  }

  public static double pEquivalence(PairedSample sample, OptionalDouble margin) {
    return margin.isPresent() ? sample.pEquivalence(margin.getAsDouble()) : Double.NaN;
  }

  /** The verdict on one contrast: better or worse as the sample is that found it. */
  public Verdict verdict(int contrast, Objective objective) {
    if (isDifferent(contrast)) {
      double gain = objective.gain(differing.get(contrast).mean());
      return gain > 0 ? Verdict.BETTER : Verdict.WORSE;
    }
    return isEquivalent(contrast) ? Verdict.EQUIVALENT : Verdict.INCONCLUSIVE;
  }

  /** The sample that found a difference, or else equivalence. */
  public PairedSample found(int contrast) {
    return isDifferent(contrast) ? differing.get(contrast) : equivalent.get(contrast);
  }

  /** The level that Holm leaves to the test of a contrast's difference. */
  public double differenceLevel(int contrast) {
    return Holm.levels(unadjusted.differences(), Thresholds.ALPHA).get(contrast);
  }

  /** The level that Holm leaves to each of the two one-sided tests of a contrast. */
  public double equivalenceLevel(int contrast) {
    return Holm.levels(unadjusted.equivalences(), Thresholds.ALPHA).get(contrast);
  }

  public boolean isDifferent(int contrast) {
    return differences.get(contrast) <= Thresholds.ALPHA;
  }

  public boolean isEquivalent(int contrast) {
    return equivalences.get(contrast) <= Thresholds.ALPHA;
  }
}
