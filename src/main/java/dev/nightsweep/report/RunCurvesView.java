package dev.nightsweep.report;

import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Point;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.text.Labels;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The readings of one run, epoch by epoch.
 *
 * @param panels the same, drawn
 */
public record RunCurvesView(List<Figure> panels, Grid epochs) {

  static Section section(RunFacts facts, String objective, DeclaredMetrics metrics) {
    RunCurvesView view =
        new RunCurvesView(
            new RunCurves(facts, metrics).of(objective), epochs(facts.curves(), metrics));
    return Section.of("curves", "Curves", "runcurves", view);
  }

  private static Grid epochs(Map<String, List<Point>> curves, DeclaredMetrics declared) {
    SortedMap<String, MetricDefinition> metrics = new TreeMap<>();
    Map<Integer, Map<String, Double>> byEpoch = new TreeMap<>();
    curves.forEach(
        (metric, points) -> {
          if (RunMetrics.isOfEpochs(declared.get(metric))) {
            metrics.put(metric, declared.get(metric));
            points.forEach(
                p ->
                    byEpoch
                        .computeIfAbsent(p.epoch(), e -> new TreeMap<>())
                        .put(metric, p.reading()));
          }
        });
    List<Grid.Column> columns = new ArrayList<>(List.of(Grid.Column.text("epoch")));
    metrics.keySet().forEach(metric -> columns.add(Grid.Column.number(Names.metric(metric))));
    List<List<Grid.Cell>> rows = new ArrayList<>();
    byEpoch.forEach((epoch, readings) -> rows.add(row(epoch, readings, metrics.values())));
    return new Grid("Epoch by epoch", columns, rows);
  }

  private static List<Grid.Cell> row(
      int epoch, Map<String, Double> readings, Collection<MetricDefinition> metrics) {
    List<Grid.Cell> cells = new ArrayList<>(List.of(Grid.Cell.of(Integer.toString(epoch))));
    for (MetricDefinition metric : metrics) {
      Double reading = readings.get(metric.name());
      boolean odd = reading != null && reading.isNaN();
      String text = reading == null ? "–" : odd ? "NaN" : Labels.reading(metric, reading);
      cells.add(Grid.Cell.styled(text, odd ? "bad" : ""));
    }
    return cells;
  }
}
