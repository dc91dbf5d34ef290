package dev.nightsweep.report;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.text.ColumnFormat;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The runs: a row each of the first {@value #MAX_ROWS}. The page's script makes a table of all of
 * them that can be sorted, and charts that can be brushed.
 *
 * @param note what is left out of the table; may be empty
 */
public record RunsView(Grid table, String note) {
  private static final int MAX_ROWS = 200;

  static Optional<Section> section(SweepFacts facts) {
    return Optional.of(Section.of("runs", "Runs", "runs", of(facts)));
  }

  private static RunsView of(SweepFacts facts) {
    SweepRecord sweep = facts.sweep();
    List<String> metrics = RunMetrics.shown(facts);
    Formats formats = Formats.of(facts, metrics);
    List<List<Grid.Cell>> rows =
        facts.runs().stream().limit(MAX_ROWS).map(run -> row(run, facts, formats)).toList();
    boolean cut = facts.runs().size() > MAX_ROWS;
    String note =
        cut
            ? "The table shows the first %s of %s. All of them: nightsweep report --format csv %s"
                .formatted(MAX_ROWS, Numbers.count(facts.runs().size(), "run"), sweep.sweepId())
            : "";
    String caption = cut ? "The first runs, in starting order" : "All runs, in starting order";
    return new RunsView(new Grid(caption, columns(metrics), rows), note);
  }

  /** How the numbers are written, by metric in the order of the columns. */
  private record Formats(Map<String, ColumnFormat> ofMetrics, ColumnFormat ofSeconds) {

    static Formats of(SweepFacts facts, List<String> metrics) {
      Map<String, ColumnFormat> ofMetrics = new LinkedHashMap<>();
      for (String metric : metrics) {
        List<Double> readings = new ArrayList<>();
        facts.runs().forEach(run -> readings.add(run.run().readings().get(metric)));
        ofMetrics.put(metric, ColumnFormat.of(facts.metric(metric).unit(), readings));
      }
      List<Double> seconds =
          facts.runs().stream()
              .map(RunMetrics::secondsAnEpoch)
              .flatMap(median -> median.stream().boxed())
              .toList();
      return new Formats(ofMetrics, ColumnFormat.of(MetricDefinition.Unit.SECONDS, seconds));
    }
  }

  private static List<Grid.Column> columns(List<String> metrics) {
    List<Grid.Column> columns = new ArrayList<>();
    columns.add(Grid.Column.text("arm"));
    columns.add(Grid.Column.number("seed"));
    columns.add(Grid.Column.text("state"));
    metrics.forEach(metric -> columns.add(Grid.Column.number(Names.metric(metric))));
    columns.add(Grid.Column.number("s / epoch"));
    columns.add(Grid.Column.number("attempts"));
    columns.add(Grid.Column.text("run"));
    return columns;
  }

  private static List<Grid.Cell> row(RunFacts of, SweepFacts facts, Formats formats) {
    RunRecord run = of.run();
    List<Grid.Cell> cells = new ArrayList<>();
    cells.add(Grid.Cell.of(facts.sweep().label(run)));
    cells.add(Grid.Cell.of(Long.toString(run.seed())));
    cells.add(Grid.Cell.styled(Labels.state(run.state()), Labels.style(run.state())));
    formats.ofMetrics().forEach((metric, format) -> cells.add(reading(run, metric, format)));
    OptionalDouble seconds = RunMetrics.secondsAnEpoch(of);
    cells.add(
        Grid.Cell.of(seconds.isPresent() ? formats.ofSeconds().text(seconds.getAsDouble()) : "–"));
    cells.add(Grid.Cell.of(Integer.toString(of.attempts().size())));
    cells.add(Grid.Cell.run(run));
    return cells;
  }

  private static Grid.Cell reading(RunRecord run, String metric, ColumnFormat format) {
    Double reading = run.readings().get(metric);
    if (reading == null) {
      return Grid.Cell.of("–");
    }
    if (!Double.isFinite(reading)) {
      return Grid.Cell.styled(Double.isNaN(reading) ? "NaN" : Numbers.plain(reading, 0), "bad");
    }
    String style = run.state() == RunState.COMPLETED ? "" : "unfinished";
    return Grid.Cell.styled(format.text(reading), style);
  }
}
