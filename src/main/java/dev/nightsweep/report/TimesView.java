package dev.nightsweep.report;

import dev.nightsweep.analysis.evidence.TrainingTimes;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Training time by arm. */
final class TimesView {
  private static final int MOST_ARMS = 200;

  private TimesView() {}

  static Grid of(SweepFacts facts) {
    List<Grid.Column> columns =
        List.of(
            Grid.Column.text("arm"),
            Grid.Column.number("median s / epoch"),
            Grid.Column.number("median CPU s / epoch"),
            Grid.Column.number("runs timed"),
            Grid.Column.number("left out"));
    Map<String, List<RunRecord>> runs =
        facts.evidence().comparisonRuns().stream().collect(Collectors.groupingBy(RunRecord::armId));
    TrainingTimes wall = facts.analysis().wallTimes();
    TrainingTimes cpu = facts.analysis().cpuTimes();
    return new Grid(
        "Median training seconds an epoch, by arm"
            + (facts.sweep().arms().size() > MOST_ARMS ? "; the first " + MOST_ARMS : ""),
        columns,
        facts.sweep().arms().stream()
            .limit(MOST_ARMS)
            .map(arm -> row(arm, runs.getOrDefault(arm.armId(), List.of()), wall, cpu))
            .toList());
  }

  private static List<Grid.Cell> row(
      Arm arm, List<RunRecord> runs, TrainingTimes wall, TrainingTimes cpu) {
    long ended = runs.stream().filter(run -> run.state().isFinished()).count();
    long timed = runs.stream().filter(run -> wall.medianSeconds(run).isPresent()).count();
    return List.of(
        Grid.Cell.of(arm.label()),
        Grid.Cell.of(median(runs, wall)),
        Grid.Cell.of(median(runs, cpu)),
        Grid.Cell.of(Long.toString(timed)),
        Grid.Cell.of(Long.toString(ended - timed)));
  }

  private static String median(List<RunRecord> runs, TrainingTimes times) {
    OptionalDouble median =
        TrainingTimes.median(
            runs.stream().flatMap(run -> times.medianSeconds(run).stream().boxed()).toList());
    return median.isPresent() ? Numbers.seconds(median.getAsDouble()) : "–";
  }
}
