package dev.nightsweep.report;

import dev.nightsweep.analysis.Figures;
import dev.nightsweep.analysis.TrainingTimes;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.RunRecord;
import java.util.List;
import java.util.OptionalDouble;

/** Training time by arm. */
final class TimesView {
  private TimesView() {}

  static Grid of(SweepFacts facts) {
    List<Grid.Column> columns =
        List.of(
            Grid.Column.text("arm"),
            Grid.Column.number("median s / epoch"),
            Grid.Column.number("median CPU s / epoch"),
            Grid.Column.number("runs timed"),
            Grid.Column.number("left out"));
    TrainingTimes wall = TrainingTimes.wall(facts.evidence());
    TrainingTimes cpu = TrainingTimes.cpu(facts.evidence());
    return new Grid(
        "Median training seconds an epoch, by arm",
        columns,
        facts.sweep().arms().stream().map(arm -> row(arm, facts, wall, cpu)).toList());
  }

  private static List<Grid.Cell> row(
      Arm arm, SweepFacts facts, TrainingTimes wall, TrainingTimes cpu) {
    List<RunRecord> runs =
        facts.evidence().comparisonRuns().stream()
            .filter(run -> run.armId().equals(arm.armId()))
            .toList();
    long timed = runs.stream().filter(run -> wall.medianSeconds(run).isPresent()).count();
    return List.of(
        Grid.Cell.of(arm.label()),
        Grid.Cell.of(median(runs, wall)),
        Grid.Cell.of(median(runs, cpu)),
        Grid.Cell.of(Long.toString(timed)),
        Grid.Cell.of(Long.toString(runs.size() - timed)));
  }

  private static String median(List<RunRecord> runs, TrainingTimes times) {
    OptionalDouble median =
        TrainingTimes.median(
            runs.stream().flatMap(run -> times.medianSeconds(run).stream().boxed()).toList());
    return median.isPresent() ? Figures.seconds(median.getAsDouble()) : "–";
  }
}
