package dev.nightsweep.model;

/**
 * A contrast on one metric at one look: the row that the view {@code contrasts} shows.
 *
 * <p>Differences are level minus baseline in the metric's own unit; for {@code time} the difference
 * and its interval are ratios (level over baseline). What cannot be computed from the pairs at hand
 * is NaN.
 *
 * @param pairs complete seeds
 * @param ciLow lower end of the unadjusted 95 % t interval
 * @param ciHigh upper end of the unadjusted 95 % t interval
 * @param pValue exact two-sided sign-flip p
 * @param pT two-sided paired t p
 * @param pHolm {@code pT} after Holm over its family
 * @param pEquivalence TOST p for the margin, before Holm over its family; NaN without a margin
 * @param look which look of the sweep this is, from 1
 */
public record ContrastResult(
    String factor,
    String level,
    String baseline,
    String metric,
    int pairs,
    double meanDifference,
    double ciLow,
    double ciHigh,
    double pValue,
    double pT,
    double pHolm,
    double pEquivalence,
    Verdict verdict,
    int look) {}
