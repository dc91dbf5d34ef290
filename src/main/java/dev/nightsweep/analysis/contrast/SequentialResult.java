package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Verdict;

/**
 * A contrast as the sequential rule sees it after the seeds there are. Its p values hold over all
 * looks, whenever one stops.
 *
 * @param pairs complete seeds
 * @param pDifference the smallest two-sided p so far, made one of all looks together; NaN before
 *     the first look
 * @param pHolm {@code pDifference} after Holm over the contrasts
 * @param pEquivalence likewise of the two one-sided tests; NaN without a margin
 * @param equivalenceHolm {@code pEquivalence} after Holm over the contrasts
 * @param interval covers the mean difference, in the unit of the readings, at all looks at once
 *     with 95 % (a repeated interval, Jennison and Turnbull 1989); unknown before the first look
 * @param verdict better or worse as the difference was when it was found, also if later seeds speak
 *     against it; {@code NO_VERDICT} before the first look
 */
public record SequentialResult(
    Contrast contrast,
    int pairs,
    double pDifference,
    double pHolm,
    double pEquivalence,
    double equivalenceHolm,
    Interval interval,
    Verdict verdict) {

  /** Whether no more seeds are wanted for it. */
  public boolean isSettled() {
    return verdict != Verdict.INCONCLUSIVE && verdict != Verdict.NO_VERDICT;
  }
}
