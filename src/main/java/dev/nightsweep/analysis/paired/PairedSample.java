package dev.nightsweep.analysis.paired;

import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.TTest;

/**
 * The differences of one contrast, one a seed, and Student's paired t on them. What needs more
 * seeds than there are is NaN.
 *
 * <p>Readings come in steps, so a few of them may well agree by chance, and their spread says then
 * that the mean is known exactly. So no test and no interval goes by a smaller standard deviation
 * than the floor.
 *
 * <p>Where all seeds are read on the same test images, these move all differences together: that
 * part of the mean's variance does not shrink with the number of seeds.
 *
 * @param floor at least this, however equal the differences are: 0 for what has no steps, infinite
 *     where nothing is known of them, so that equal differences tell nothing
 * @param shared variance of the mean that all differences have in common
 */
public record PairedSample(List<Double> differences, double floor, double shared) {
  /** Differences of fractions with at most ten digits: what is closer than this is rounding. */
  private static final double ROUNDING = 1e-12;

  public PairedSample {
    differences = List.copyOf(differences);
  }

  /** Of seeds that have nothing in common. */
  public PairedSample(List<Double> differences, double floor) {
    this(differences, floor, 0);
  }

  /** Of what has no steps. */
  public PairedSample(List<Double> differences) {
    this(differences, 0);
  }

  /** The differences of the first so many seeds. */
  public PairedSample first(int seeds) {
    return new PairedSample(differences.subList(0, seeds), floor, shared);
  }

  /** How far the differences are beyond an amount. */
  public PairedSample beyond(double amount) {
    return new PairedSample(differences.stream().map(d -> d - amount).toList(), floor, shared);
  }

  public int n() {
    return differences.size();
  }

  public double mean() {
    double first = differences.stream().mapToDouble(d -> d).average().orElse(Double.NaN);
    return first + differences.stream().mapToDouble(d -> d - first).average().orElse(0);
  }

  /** The sample standard deviation; needs two seeds. */
  public double standardDeviation() {
    if (n() < 2) {
      return Double.NaN;
    }
    double mean = mean();
    double squares = differences.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
    return isFlat() ? 0 : Math.sqrt(squares / (n() - 1));
  }

  /**
   * The standard deviation that tests and intervals go by: never below the floor, and with what the
   * differences have in common, as if they did not have it in common.
   */
  public double spread() {
    return spreadOf(n());
  }

  /** The same of so many seeds that vary like these. */
  public double spreadOf(int seeds) {
    double own = standardDeviation();
    double all = shared == 0 ? own : Math.sqrt(own * own + seeds * shared);
    return Math.max(all, floor);
  }

  /** Two-sided p of the paired t test. */
  public double pT() {
    if (n() < 2) {
      return Double.NaN;
    }
    if (isWidened()) {
      return Math.abs(mean()) <= ROUNDING ? 1 : Math.min(1, 2 * pAbove(Math.abs(mean())));
    }
    return TTest.withDefaults().test(array()).getPValue();
  }

  /** The t interval that covers with the given probability. */
  public Interval interval(double confidence) {
    if (n() < 2) {
      return Interval.UNKNOWN;
    }
    double t = TDistribution.of(n() - 1).inverseSurvivalProbability((1 - confidence) / 2);
    double half = t * spread() / Math.sqrt(n());
    return Double.isInfinite(half) ? Interval.UNKNOWN : new Interval(mean() - half, mean() + half);
  }

  /** Student's t interval at 95 % for the mean of independent readings; needs two. */
  public static Interval ofMean(List<Double> readings) {
    return new PairedSample(readings).interval(0.95);
  }

  /** TOST: the larger p of the two one-sided t tests against minus and plus {@code margin}. */
  public double pEquivalence(double margin) {
    if (n() < 2) {
      return Double.NaN;
    }
    if (isWidened()) {
      return Math.max(pAbove(mean() + margin), pAbove(margin - mean()));
    }
    double above =
        TTest.withDefaults()
            .withMu(-margin)
            .with(AlternativeHypothesis.GREATER_THAN)
            .test(array())
            .getPValue();
    double below =
        TTest.withDefaults()
            .withMu(margin)
            .with(AlternativeHypothesis.LESS_THAN)
            .test(array())
            .getPValue();
    return Math.max(above, below);
  }

  /** Cohen's d_z with Hedges' small-sample correction 1 - 3 / (4 (n - 1) - 1). */
  public double effectSize() {
    double sd = standardDeviation();
    return sd > 0 ? mean() / sd * (1 - 3 / (4.0 * (n() - 1) - 1)) : Double.NaN;
  }

  /** The share of seeds whose difference is positive; a tie counts half. */
  public double shareAbove() {
    return n() == 0 ? Double.NaN : (above() + ties() / 2.0) / n();
  }

  /** Clopper and Pearson's 95 % interval of {@link #shareAbove}, half ties rounded outwards. */
  public Interval shareInterval() {
    if (n() == 0) {
      return Interval.UNKNOWN;
    }
    double hits = above() + ties() / 2.0;
    int fewest = (int) Math.floor(hits);
    int most = (int) Math.ceil(hits);
    double low =
        fewest == 0
            ? 0
            : BetaDistribution.of(fewest, n() - fewest + 1.0).inverseCumulativeProbability(0.025);
    double high =
        most == n()
            ? 1
            : BetaDistribution.of(most + 1.0, n() - most).inverseCumulativeProbability(0.975);
    return new Interval(low, high);
  }

  private long above() {
    return differences.stream().filter(d -> d > ROUNDING).count();
  }

  private long ties() {
    return differences.stream().filter(d -> Math.abs(d) <= ROUNDING).count();
  }

  /**
   * One-sided p of a mean so far above what it is tested against, where the differences' own
   * standard deviation is not all that counts.
   */
  private double pAbove(double excess) {
    double t = spread() > 0 ? excess / (spread() / Math.sqrt(n())) : excess * Double.MAX_VALUE;
    return TDistribution.of(n() - 1.0).survivalProbability(t);
  }

  private boolean isWidened() {
    return shared > 0 || standardDeviation() <= floor;
  }

  /** Whether all differences are equal up to rounding. */
  private boolean isFlat() {
    double low = differences.stream().mapToDouble(d -> d).min().orElse(0);
    double high = differences.stream().mapToDouble(d -> d).max().orElse(0);
    return high - low <= ROUNDING;
  }

  private double[] array() {
    return differences.stream().mapToDouble(d -> d).toArray();
  }
}
