package dev.nightsweep.publish.export;

import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A contrast on one metric at the last look, as a row of CSV; columns as in the view. */
record ContrastRow(String sweepId, ContrastResult result) {
  private static final String P = "[0, 1]";

  static final List<CsvColumn<ContrastRow>> COLUMNS =
      List.of(
          CsvColumn.text("sweep_id", "The sweep's id.", ContrastRow::sweepId),
          CsvColumn.text(
              "factor", "What is compared; “arm” for named arms.", row -> row.result.factor()),
          CsvColumn.text("level", "The level, or arm, in question.", row -> row.result.level()),
          CsvColumn.text(
              "baseline", "The level, or arm, it is compared with.", row -> row.result.baseline()),
          CsvColumn.text(
              "metric",
              "By what; differences of “time” are ratios, level over baseline.",
              row -> row.result.metric()),
          CsvColumn.integer("pairs", "≥ 0", "Complete seeds.", row -> row.result.pairs()),
          number(
              "mean_difference",
              "Level minus baseline, mean over the pairs, in the metric's unit.",
              r -> r.meanDifference()),
          number("ci_low", "Lower end of its 95 % t interval, unadjusted.", r -> r.ciLow()),
          number("ci_high", "Upper end of its 95 % t interval, unadjusted.", r -> r.ciHigh()),
          p("p_value", "Exact two-sided sign-flip p.", r -> r.pValue()),
          p("p_t", "Two-sided paired t p.", r -> r.pT()),
          p("p_holm", "The same after Holm over its family: what decides.", r -> r.pHolm()),
          p("p_equivalence", "TOST p for the margin, before Holm.", r -> r.pEquivalence()),
          new CsvColumn<>(
              "verdict",
              CsvColumn.Kind.TEXT,
              "",
              Arrays.stream(Verdict.values()).map(Verdict::text).collect(Collectors.joining(" | ")),
              "What the seeds say.",
              row -> Optional.of(row.result.verdict().text())),
          CsvColumn.integer("look", "≥ 1", "Which look of the sweep it is.", r -> r.result.look()),
          p("p_equivalence_holm", "TOST p after Holm over its family.", r -> r.pEquivalenceHolm()),
          count(
              "found_at", "After how many pairs it was found, of several looks.", r -> r.foundAt()),
          number(
              "estimate_looks",
              "Difference that allows for the looks.",
              r -> r.overLooks().estimate()),
          number(
              "ci_low_looks",
              "Lower end of the interval over all looks.",
              r -> r.overLooks().low()),
          number(
              "ci_high_looks",
              "Upper end of the interval over all looks.",
              r -> r.overLooks().high()),
          count(
              "crossed_images",
              "To how many test images beside new seeds it reaches; empty: to new seeds alone.",
              r -> r.images()),
          new CsvColumn<>(
              "by_level",
              CsvColumn.Kind.TEXT,
              "",
              "",
              "The verdicts at each level of another factor, where they contradict each other.",
              row -> row.result.byLevel()),
          p(
              "prob_worse",
              "How probable it is worse than the margin allows.",
              r -> r.posterior().worse()),
          p(
              "prob_equivalent",
              "How probable it is within the margin.",
              r -> r.posterior().equivalent()),
          p(
              "prob_better",
              "How probable it is better than the margin.",
              r -> r.posterior().better()),
          p(
              "p_failures",
              "p of the test on failed runs, where it decides.",
              r -> r.pValues().failures()));

  private static CsvColumn<ContrastRow> number(
      String name, String meaning, Function<ContrastResult, Double> cell) {
    return CsvColumn.number(name, "", meaning, row -> cell.apply(row.result));
  }

  private static CsvColumn<ContrastRow> p(
      String name, String meaning, Function<ContrastResult, Double> cell) {
    return CsvColumn.number(name, P, meaning, row -> cell.apply(row.result));
  }

  private static CsvColumn<ContrastRow> count(
      String name, String meaning, Function<ContrastResult, Optional<Integer>> cell) {
    return new CsvColumn<>(
        name, CsvColumn.Kind.INTEGER, "", "≥ 1", meaning, row -> cell.apply(row.result));
  }
}
