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
 * <p>When all differences are equal there is no spread to test against: the interval is the point,
 * p is 1 if the difference is zero and 0 if it is not, and equivalence holds exactly if the
 * difference is inside the margin.
 */
public record PairedSample(List<Double> differences) {
  /** Differences of fractions with at most ten digits: what is closer than this is rounding. */
  private static final double ROUNDING = 1e-12;

  public PairedSample {
    differences = List.copyOf(differences);
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

  /** Two-sided p of the paired t test. */
  public double pT() {
    if (n() < 2) {
      return Double.NaN;
    }
    if (isFlat()) {
      return Math.abs(mean()) <= ROUNDING ? 1 : 0;
    }
    return TTest.withDefaults().test(array()).getPValue();
  }

  /** The t interval that covers with the given probability. */
  public Interval interval(double confidence) {
    if (n() < 2) {
      return Interval.UNKNOWN;
    }
    double t = TDistribution.of(n() - 1).inverseSurvivalProbability((1 - confidence) / 2);
    double half = isFlat() ? 0 : t * standardDeviation() / Math.sqrt(n());
    return new Interval(mean() - half, mean() + half);
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
    if (isFlat()) {
      return Math.abs(mean()) < margin ? 0 : 1;
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
