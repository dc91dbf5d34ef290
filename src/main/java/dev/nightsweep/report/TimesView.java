package dev.nightsweep.report;

import dev.nightsweep.analysis.evidence.TrainingTimes;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What training took.
 *
 * @param ratios the forest of time ratios, if any seed has one
 * @param times by arm
 * @param timeline what the workers did when
 */
public record TimesView(
    Optional<Figure> ratios, Grid times, ParetoView pareto, TimelineView timeline) {
  private static final int MAX_ARMS = 200;

  static Optional<Section> section(SweepFacts facts) {
    if (facts.sweep().header().isTracked() && !isTimed(facts)) {
      return Optional.empty(); // its tracker was not told
    }
    TimesView view =
        new TimesView(
            EffectForest.ofTimes(facts),
            table(facts),
            ParetoView.of(facts),
            TimelineView.of(facts));
    return Optional.of(Section.of("time", "Time", "time", view));
  }

  private static boolean isTimed(SweepFacts facts) {
    TrainingTimes wall = facts.analysis().wallTimes();
    return facts.evidence().comparisonRuns().stream()
        .anyMatch(run -> wall.medianSeconds(run).isPresent());
  }

  private static Grid table(SweepFacts facts) {
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
            + (facts.sweep().arms().size() > MAX_ARMS ? "; the first " + MAX_ARMS : ""),
        columns,
        facts.sweep().arms().stream()
            .limit(MAX_ARMS)
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
