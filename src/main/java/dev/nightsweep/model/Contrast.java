package dev.nightsweep.model;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two levels of a factor, or two arms, to be compared pair by pair over the seeds.
 *
 * @param factor the factor's name, or {@code arm} for arms compared by name
 * @param level the level (or arm) in question
 * @param baseline the level (or arm) it is compared with
 * @param cells the pairs of arms that differ in nothing else; at least one
 */
public record Contrast(String factor, String level, String baseline, List<Cell> cells) {

  /** Marks a contrast of arms rather than of a factor's levels. */
  public static final String ARM = "arm";

  /** One pair of arms, by id: the difference is the first minus the second. */
  public record Cell(String armId, String baselineArmId) {}

  public Contrast {
    cells = List.copyOf(cells);
  }

  /** The arms that are compared, pair by pair, whichever way round and under which names. */
  public String key() {
    return cells.stream()
        .map(cell -> Stream.of(cell.armId(), cell.baselineArmId()).sorted())
        .map(pair -> pair.collect(Collectors.joining("-")))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** {@code lrn: true against false}, or {@code stock against lrn}. */
  public String title() {
    return factor.equals(ARM)
        ? level + " against " + baseline
        : "%s: %s against %s".formatted(factor, level, baseline);
  }
}
