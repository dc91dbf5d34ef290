package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Verdict;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A contrast on one metric with all that pages and console tell beside the {@link ContrastResult}.
 *
 * @param margin the equivalence margin; for {@code time} a log ratio
 * @param differences of the complete seeds; for {@code time} ratios
 * @param lost pairs that were run and gave no difference
 * @param plannedPairs pairs, over all cells and seeds, that count
 * @param simultaneous the interval that holds for all contrasts of the family at once with 95 %
 *     (Bonferroni)
 * @param spread moments of the differences, for {@code time} of their logarithms
 * @param seedsNeeded for an inconclusive verdict, how many seeds in all would do
 * @param reason why there is no verdict, or why it is inconclusive in spite of the tests; may be
 *     empty
 */
public record ContrastDetail(
    Contrast contrast,
    Objective objective,
    ContrastResult result,
    OptionalDouble margin,
    List<SeedDifference> differences,
    List<LostPair> lost,
    int plannedPairs,
    Interval simultaneous,
    Spread spread,
    OptionalInt seedsNeeded,
    String reason) {

  /**
   * How the differences spread.
   *
   * @param standardDeviation of the differences, one a seed
   * @param effectSize d_z with the small-sample correction
   * @param probability the share of seeds in which the level reads higher, ties half
   * @param probabilityInterval its exact 95 % interval
   */
  public record Spread(
      double standardDeviation,
      double effectSize,
      double probability,
      Interval probabilityInterval) {}

  public ContrastDetail {
    differences = List.copyOf(differences);
    lost = List.copyOf(lost);
  }

  public boolean isTime() {
    return objective.metric().equals(Metrics.TIME);
  }

  /** Whether there are three or four pairs: enough for a verdict, too few to rely on it. */
  public boolean isIndicative() {
    return result.verdict() != Verdict.NO_VERDICT && result.pairs() < 5;
  }

  /** The 95 % t interval, unadjusted, as shown. */
  public Interval interval() {
    return new Interval(result.ciLow(), result.ciHigh());
  }

  /** Whether a difference was found, and its interval lies inside the margin. */
  public boolean isNegligible() {
    return isFound() && margin.isPresent() && logInterval().isInside(margin.getAsDouble());
  }

  /** Whether a difference was found, and its interval lies beyond the margin. */
  public boolean isMaterial() {
    return isFound() && margin.isPresent() && logInterval().isBeyond(margin.getAsDouble());
  }

  private boolean isFound() {
    return result.verdict() == Verdict.BETTER || result.verdict() == Verdict.WORSE;
  }

  private Interval logInterval() {
    return isTime() ? interval().map(Math::log) : interval();
  }
}
