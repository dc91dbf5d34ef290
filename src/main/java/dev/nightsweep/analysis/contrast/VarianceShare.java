package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.model.Factor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How much of the variance of a full grid's readings one factor, or the interaction of two,
 * accounts for.
 *
 * @param metric of the readings; for {@code time} their logarithms
 * @param factors the one factor, or the two
 * @param seeds complete seeds: those with a reading in every arm
 * @param omegaSquared ω², 0…1; see {@link BlockedAnova}
 * @param pF of the F test against the residual, for the interested: verdicts rest on contrasts
 */
public record VarianceShare(
    String metric, List<String> factors, int seeds, double omegaSquared, double pF) {
  public VarianceShare {
    factors = List.copyOf(factors);
  }

  /** {@code lrn}, or {@code conv1.kernel × lrn}. */
  public String title() {
    return String.join(" × ", factors);
  }

  /**
   * Of every metric that arms are compared by; empty for a sweep that is no full grid, and for
   * metrics with fewer than two complete seeds.
   */
  public static List<VarianceShare> of(JudgedRuns runs) {
    Optional<FullGrid> grid = FullGrid.of(runs.evidence().sweep());
    if (grid.isEmpty()) {
      return List.of();
    }
    return runs.endpoints().stream()
        .flatMap(measure -> of(grid.get(), runs.byArm(), measure).stream())
        .toList();
  }

  private static List<VarianceShare> of(FullGrid grid, ComparisonRuns runs, Endpoint measure) {
    List<String> arms =
        grid.combinationsWithout(List.of()).stream().map(c -> grid.arm(c).armId()).toList();
    double[][] readings =
        runs.seeds().stream()
            .map(seed -> readings(arms, runs, measure, seed))
            .filter(cells -> Arrays.stream(cells).noneMatch(Double::isNaN))
            .toArray(double[][]::new);
    if (readings.length < 2) {
      return List.of();
    }
    int[] levels = grid.factors().stream().mapToInt(factor -> factor.levels().size()).toArray();
    List<String> names = grid.factors().stream().map(Factor::name).toList();
    List<VarianceShare> shares = new ArrayList<>();
    for (BlockedAnova.Line line : BlockedAnova.of(levels, readings)) {
      List<String> factors = line.factors().stream().map(names::get).toList();
      shares.add(
          new VarianceShare(
              measure.objective().metric(), factors, readings.length, line.omega(), line.pF()));
    }
    return shares;
  }

  private static double[] readings(
      List<String> arms, ComparisonRuns runs, Endpoint measure, long seed) {
    return arms.stream().mapToDouble(arm -> measure.reading(runs.find(arm, seed))).toArray();
  }
}
