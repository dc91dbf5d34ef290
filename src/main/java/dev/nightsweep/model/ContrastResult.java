package dev.nightsweep.model;

/**
 * A contrast on one metric at one look: the row that the view {@code contrasts} shows.
 *
 * <p>Differences are level minus baseline in the metric's own unit; for {@code time} the difference
 * and its interval are ratios (level over baseline). What cannot be computed from the pairs at hand
 * is NaN.
 *
 * @param pairs complete seeds
 * @param look which look of the sweep this is, from 1
 */
public record ContrastResult(
    Levels levels,
    String metric,
    int pairs,
    Difference difference,
    PValues pValues,
    Verdict verdict,
    int look) {

  /** What is compared, as in {@link Contrast}. */
  public record Levels(String factor, String level, String baseline) {}

  /**
   * The mean difference with its unadjusted 95 % t interval.
   *
   * @param low the interval's lower end
   * @param high its upper end
   */
  public record Difference(double mean, double low, double high) {}

  /**
   * How surprising the pairs would be.
   *
   * @param signFlip exact two-sided sign-flip p
   * @param t two-sided paired t p
   * @param holm {@code t} after Holm over its family
   * @param equivalence TOST p for the margin, before Holm over its family; NaN without a margin
   */
  public record PValues(double signFlip, double t, double holm, double equivalence) {}

  public String factor() {
    return levels.factor();
  }

  public String level() {
    return levels.level();
  }

  public String baseline() {
    return levels.baseline();
  }

  public double meanDifference() {
    return difference.mean();
  }

  public double ciLow() {
    return difference.low();
  }

  public double ciHigh() {
    return difference.high();
  }

  public double pValue() {
    return pValues.signFlip();
  }

  public double pT() {
    return pValues.t();
  }

  public double pHolm() {
    return pValues.holm();
  }

  public double pEquivalence() {
    return pValues.equivalence();
  }
}
