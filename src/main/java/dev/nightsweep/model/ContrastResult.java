package dev.nightsweep.model;

import java.util.Optional;

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
    int look,
    OverLooks overLooks) {

  /** What is compared, as in {@link Contrast}. */
  public record Levels(String factor, String level, String baseline) {}

  /**
   * The mean difference with its unadjusted 95 % t interval.
   *
   * @param low the interval's lower end
   * @param high its upper end
   * @param reach for whom it holds
   */
  public record Difference(double mean, double low, double high, Reach reach) {

    /** For new seeds, with everything else as it was. */
    public Difference(double mean, double low, double high) {
      this(mean, low, high, Reach.NEW_SEEDS);
    }
  }

  /**
   * For whom a difference, its interval and the verdict hold.
   *
   * @param images for new test images too, to judge by so many that all seeds were tested on; 0 if
   *     they hold for new seeds alone
   * @param byLevel the verdicts at each level of another factor, where these contradict each other
   *     so that the mean over the levels misleads; empty where they do not
   */
  public record Reach(int images, String byLevel) {
    public static final Reach NEW_SEEDS = new Reach(0, "");
  }

  /**
   * How surprising the pairs would be.
   *
   * @param signFlip exact two-sided sign-flip p
   * @param t two-sided paired t p
   * @param holm {@code t} after Holm over its family
   * @param equivalence TOST p for the margin, before Holm over its family; NaN without a margin
   * @param equivalenceHolm {@code equivalence} after Holm over its family
   * @param failures of the test on failed runs, after Holm over its family, if so many seeds were
   *     lost that it decides in place of all others; else NaN
   * @param posterior what the pairs make probable; it is no p value, and not adjusted
   */
  public record PValues(
      double signFlip,
      double t,
      double holm,
      double equivalence,
      double equivalenceHolm,
      double failures,
      Posterior posterior) {

    /** Of tests on the differences, without a posterior. */
    public PValues(
        double signFlip, double t, double holm, double equivalence, double equivalenceHolm) {
      this(signFlip, t, holm, equivalence, equivalenceHolm, Double.NaN, Posterior.NONE);
    }
  }

  /**
   * How probable it is that the difference is worse than the margin allows, within it, and better;
   * NaN without a margin.
   */
  public record Posterior(double worse, double equivalent, double better) {
    public static final Posterior NONE = new Posterior(Double.NaN, Double.NaN, Double.NaN);

    public boolean isKnown() {
      return !Double.isNaN(equivalent);
    }
  }

  /**
   * What holds over all looks, of a sweep whose seeds are added by a rule that allows for them; NaN
   * where it cannot be computed, as for all other sweeps.
   *
   * @param foundAt after how many pairs the verdict was found; 0 if none was
   * @param estimate of the difference, for what was seen until then
   * @param low the lower end of an interval that covers it at all looks at once with 95 %
   * @param high its upper end
   */
  public record OverLooks(int foundAt, double estimate, double low, double high) {
    public static final OverLooks NONE = new OverLooks(0, Double.NaN, Double.NaN, Double.NaN);
  }

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

  public double pEquivalenceHolm() {
    return pValues.equivalenceHolm();
  }

  /** The p of the test on failed runs, if the verdict goes by it. */
  public Optional<Double> pFailures() {
    return Optional.of(pValues.failures()).filter(p -> !Double.isNaN(p));
  }

  /** To how many test images the interval speaks beside new seeds, if it does. */
  public Optional<Integer> images() {
    return Optional.of(difference.reach().images()).filter(number -> number > 0);
  }

  /** The verdicts at each level of another factor, if they contradict each other. */
  public Optional<String> byLevel() {
    return Optional.of(difference.reach().byLevel()).filter(text -> !text.isEmpty());
  }

  /** The same with such verdicts. */
  public ContrastResult byLevel(String verdicts) {
    Reach reach = new Reach(difference.reach().images(), verdicts);
    return new ContrastResult(
        levels,
        metric,
        pairs,
        new Difference(difference.mean(), difference.low(), difference.high(), reach),
        pValues,
        verdict,
        look,
        overLooks);
  }

  public Posterior posterior() {
    return pValues.posterior();
  }

  /** Whether there may have been several looks, which the verdict allows for. */
  public boolean isRepeated() {
    return !Double.isNaN(overLooks.estimate());
  }

  /** After how many pairs the verdict was found, if there may have been several looks. */
  public Optional<Integer> foundAt() {
    return Optional.of(overLooks.foundAt()).filter(pairs -> pairs > 0);
  }

  /** The difference and the interval to tell: those that allow for the looks, if there were any. */
  public Difference reported() {
    return isRepeated()
        ? new Difference(
            overLooks.estimate(), overLooks.low(), overLooks.high(), difference.reach())
        : difference;
  }
}
