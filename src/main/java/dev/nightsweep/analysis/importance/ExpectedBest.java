package dev.nightsweep.analysis.importance;

import dev.nightsweep.model.Objective;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The best reading to expect of fewer trials than were run: Σ v₍ᵢ₎ ((i/N)ⁿ - ((i-1)/N)ⁿ) over the
 * readings from worst to best (Dodge, Gururangan, Card, Schwartz and Smith 2019). A little
 * pessimistic, and the estimate of its kind that misleads least (Dodge et al. 2021).
 *
 * <p>Only for independent trials, drawn at random and run to their end: those of a search that
 * learns, or that stops trials early, are not.
 */
public final class ExpectedBest {
  private ExpectedBest() {}

  /**
   * Of {@code n} trials.
   *
   * @param readings at least one; those that are not finite count as worse than all others, which
   *     makes the expectation NaN
   * @param n from 1 to the number of readings
   */
  public static double of(List<Double> readings, Objective.Goal goal, int n) {
    int all = readings.size();
    if (n < 1 || n > all) {
      throw new IllegalArgumentException(
          "The best of %s trials cannot be expected from %s.".formatted(n, all));
    }
    if (readings.stream().anyMatch(r -> !Double.isFinite(r))) {
      return Double.NaN;
    }
    double[] upwards = readings.stream().mapToDouble(r -> r).sorted().toArray();
    boolean up = goal == Objective.Goal.MAXIMIZE;
    return IntStream.range(0, all)
        .mapToDouble(i -> upwards[up ? i : all - 1 - i] * chance(i, all, n))
        .sum();
  }

  /** That the one at that place from the worst is the best of {@code n} drawn with replacement. */
  private static double chance(int place, int all, int n) {
    return Math.pow((place + 1.0) / all, n) - Math.pow((double) place / all, n);
  }
}
