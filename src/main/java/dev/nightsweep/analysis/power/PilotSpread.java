package dev.nightsweep.analysis.power;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How much the difference between two arms varies from seed to seed, as far as earlier runs tell.
 *
 * @param deviation estimated standard deviation of the difference of one seed
 * @param degrees of freedom that the estimate rests on, at least one
 */
public record PilotSpread(double deviation, int degrees) {
  public PilotSpread {
    if (!(deviation >= 0) || degrees < 1) {
      throw new IllegalArgumentException(
          "The deviation (%s) must not be negative, the degrees of freedom (%s) not under one."
              .formatted(deviation, degrees));
    }
  }

  /**
   * Pooled over contrasts.
   *
   * @param contrasts the differences of each, one a seed; contrasts under two seeds say nothing
   * @throws IllegalArgumentException if none says anything
   */
  public static PilotSpread of(List<List<Double>> contrasts) {
    int degrees = contrasts.stream().mapToInt(d -> Math.max(0, d.size() - 1)).sum();
    double squares = contrasts.stream().mapToDouble(PilotSpread::squares).sum();
    return new PilotSpread(Math.sqrt(squares / degrees), degrees);
  }

  private static double squares(List<Double> differences) {
    double mean = differences.stream().mapToDouble(d -> d).average().orElse(0);
    return differences.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
  }

  /**
   * What the true deviation is at most, with that confidence, for normal differences. Planning with
   * the estimate itself falls short in about half of all cases; with its 80 % upper limit in one of
   * five (Browne 1995).
   */
  public double atMost(double confidence) {
    double quantile =
        ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(1 - confidence);
    return deviation * Math.sqrt(degrees / quantile);
  }

  /** What it is at least, with that confidence. */
  public double atLeast(double confidence) {
    return atMost(1 - confidence);
  }
}
