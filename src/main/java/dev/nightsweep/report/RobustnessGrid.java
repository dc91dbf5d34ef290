package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.Robustness;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.List;
import java.util.stream.Collectors;

/** The table of how far verdicts depend on single seeds and on the shape of the differences. */
final class RobustnessGrid {
  private RobustnessGrid() {}

  /**
   * @param seeds how many are planned
   */
  static Grid of(List<Robustness> rows, int seeds) {
    return new Grid(
        "Robustness",
        List.of(
            Grid.Column.text("contrast"),
            Grid.Column.text("metric"),
            Grid.Column.text("verdict"),
            Grid.Column.text("without one seed"),
            Grid.Column.number("trimmed mean (20 %)"),
            Grid.Column.number("p (sign flip)"),
            Grid.Column.number("skewness"),
            Grid.Column.number("largest share of one seed")),
        rows.stream().map(row -> row(row, seeds)).toList());
  }

  private static List<Grid.Cell> row(Robustness row, int seeds) {
    Robustness.Farthest seed = row.farthest();
    return List.of(
            Names.level(row.contrast()) + " against " + Names.baseline(row.contrast()),
            Names.metric(row.objective().metric()),
            row.verdict().text(),
            Robustness.isLookedFor(seeds) ? without(row) : notLookedFor(seeds),
            Numbers.signed(row.trimmedMean(), 4),
            Numbers.probability(row.pSignFlip()),
            Double.isNaN(row.skewness()) ? "–" : Numbers.signed(row.skewness(), 2),
            Double.isNaN(seed.share())
                ? "–"
                : "%s %% (seed %s)".formatted(Math.round(100 * seed.share()), seed.seed()))
        .stream()
        .map(Grid.Cell::of)
        .toList();
  }

  private static String notLookedFor(int seeds) {
    return seeds < Robustness.MIN_SEEDS
        ? "too few seeds"
        : "over %s seeds".formatted(Robustness.MAX_SEEDS);
  }

  private static String without(Robustness row) {
    return row.changes().isEmpty()
        ? "unchanged"
        : row.changes().stream()
            .map(change -> "%s without seed %s".formatted(change.verdict().text(), change.seed()))
            .collect(Collectors.joining("; "));
  }
}
