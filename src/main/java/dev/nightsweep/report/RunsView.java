package dev.nightsweep.report;

import dev.nightsweep.analysis.Figures;
import dev.nightsweep.analysis.TrainingTimes;
import dev.nightsweep.analysis.contrast.Words;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Every run: a row each, and a panel each.
 *
 * @param note what is left out; may be empty
 */
public record RunsView(Grid table, List<RunPanel> panels, String note) {
  /** Beyond this, panels would make a page that no mail takes. */
  private static final int MOST_PANELS = 500;

  static RunsView of(SweepFacts facts) {
    SweepRecord sweep = facts.sweep();
    List<String> metrics = metrics(facts);
    List<List<Grid.Cell>> rows =
        facts.runs().stream().map(run -> row(run, sweep, metrics)).toList();
    List<RunPanel> panels =
        facts.runs().stream().limit(MOST_PANELS).map(run -> RunPanel.of(run, facts)).toList();
    String note =
        facts.runs().size() > MOST_PANELS
            ? "Panels are shown for the first %s runs.".formatted(MOST_PANELS)
            : "";
    return new RunsView(
        new Grid("All runs, in starting order", columns(metrics), rows), panels, note);
  }

  /** What a run's row shows, as far as any run has read it. */
  static List<String> metrics(SweepFacts facts) {
    String objective = facts.sweep().header().objective().metric();
    return Stream.of(
            objective,
            Metrics.testTwin(objective),
            Metrics.VALIDATION_ACCURACY,
            Metrics.TEST_ACCURACY,
            Metrics.TRAINING_LOSS)
        .distinct()
        .filter(
            metric -> facts.runs().stream().anyMatch(r -> r.run().readings().containsKey(metric)))
        .toList();
  }

  private static List<Grid.Column> columns(List<String> metrics) {
    List<Grid.Column> columns = new ArrayList<>();
    columns.add(Grid.Column.text("arm"));
    columns.add(Grid.Column.number("seed"));
    columns.add(Grid.Column.text("state"));
    metrics.forEach(metric -> columns.add(Grid.Column.number(Words.metric(metric))));
    columns.add(Grid.Column.number("s / epoch"));
    columns.add(Grid.Column.number("attempts"));
    columns.add(Grid.Column.text("run"));
    return columns;
  }

  private static List<Grid.Cell> row(RunFacts facts, SweepRecord sweep, List<String> metrics) {
    RunRecord run = facts.run();
    List<Grid.Cell> cells = new ArrayList<>();
    cells.add(Grid.Cell.of(sweep.label(run)));
    cells.add(Grid.Cell.of(Long.toString(run.seed())));
    cells.add(Grid.Cell.styled(Written.state(run.state()), Written.style(run.state())));
    metrics.forEach(metric -> cells.add(reading(run, metric)));
    cells.add(Grid.Cell.of(secondsAnEpoch(facts)));
    cells.add(Grid.Cell.of(Integer.toString(facts.attempts().size())));
    cells.add(new Grid.Cell(run.runId(), "mono id", "#" + SweepFacts.anchor(run)));
    return cells;
  }

  private static Grid.Cell reading(RunRecord run, String metric) {
    Double reading = run.readings().get(metric);
    if (reading == null) {
      return Grid.Cell.of("–");
    }
    if (!Double.isFinite(reading)) {
      return Grid.Cell.styled(Double.isNaN(reading) ? "NaN" : Figures.plain(reading, 0), "bad");
    }
    String style = run.state() == RunState.COMPLETED ? "" : "unfinished";
    return Grid.Cell.styled(Written.reading(metric, reading), style);
  }

  private static String secondsAnEpoch(RunFacts facts) {
    List<Double> seconds =
        facts.curves().getOrDefault(Metrics.SECONDS, List.of()).stream()
            .filter(point -> point.epoch() > 1)
            .map(Point::reading)
            .toList();
    OptionalDouble median = TrainingTimes.median(seconds);
    return median.isPresent() ? Figures.seconds(median.getAsDouble()) : "–";
  }
}
