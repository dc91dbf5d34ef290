package dev.nightsweep.spec;

import dev.nightsweep.model.Spec;
import dev.nightsweep.spec.Tree.Place;
import java.math.BigInteger;
import java.util.stream.LongStream;

/**
 * A search, of a program of somebody's own, that may try more points than there are. W&B repeats
 * points then; here the same settings with the same seed are one run, so each is tried once.
 */
final class FewPoints {
  private static final int MAX_RUNS = 1_000_000;

  private final Place at;
  private final Problems warnings;

  /**
   * @param at where the method stands
   */
  FewPoints(Place at, Problems warnings) {
    this.at = at;
    this.warnings = warnings;
  }

  /**
   * The spec; where nothing varies, a grid that trains the one point as often as the cap says, each
   * time on a seed of its own.
   */
  Spec of(Spec spec) {
    int cap = spec.runCap().orElse(0);
    if (!spec.isSearch() || cap == 0 || cap > MAX_RUNS) {
      return spec;
    }
    boolean varies =
        spec.parameters().values().stream().anyMatch(space -> space.levels().size() != 1);
    if (!varies) {
      warnings.add(
          at,
          "there is nothing to search: the one point is trained run_cap times, on seeds 1, 2 …");
      return spec.asGrid(LongStream.rangeClosed(1, cap).boxed().toList());
    }
    spec.space()
        .points()
        .filter(points -> points.compareTo(BigInteger.valueOf(cap)) < 0)
        .ifPresent(
            points ->
                warnings.add(
                    at,
                    "the parameters have %d combinations, fewer than run_cap (%d): each is tried once"
                        .formatted(points, cap)));
    return spec;
  }
}
