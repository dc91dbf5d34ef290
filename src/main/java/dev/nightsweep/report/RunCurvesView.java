package dev.nightsweep.report;

import dev.nightsweep.model.Point;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.text.Labels;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The readings of one run, epoch by epoch.
 *
 * @param panels the same, drawn
 */
public record RunCurvesView(List<Figure> panels, Grid epochs) {

  static Section section(RunFacts facts, String objective) {
    RunCurvesView view = new RunCurvesView(RunCurves.of(facts, objective), epochs(facts.curves()));
    return Section.of("curves", "Curves", "runcurves", view);
  }

  private static Grid epochs(Map<String, List<Point>> curves) {
    SortedSet<String> metrics = new TreeSet<>();
    Map<Integer, Map<String, Double>> byEpoch = new TreeMap<>();
    curves.forEach(
        (metric, points) -> {
          if (RunMetrics.isOfEpochs(metric)) {
            metrics.add(metric);
            points.forEach(
                p ->
                    byEpoch
                        .computeIfAbsent(p.epoch(), e -> new TreeMap<>())
                        .put(metric, p.reading()));
          }
        });
    List<Grid.Column> columns = new ArrayList<>(List.of(Grid.Column.text("epoch")));
    metrics.forEach(metric -> columns.add(Grid.Column.number(Names.metric(metric))));
    List<List<Grid.Cell>> rows = new ArrayList<>();
    byEpoch.forEach((epoch, readings) -> rows.add(row(epoch, readings, metrics)));
    return new Grid("Epoch by epoch", columns, rows);
  }

  private static List<Grid.Cell> row(
      int epoch, Map<String, Double> readings, SortedSet<String> metrics) {
    List<Grid.Cell> cells = new ArrayList<>(List.of(Grid.Cell.of(Integer.toString(epoch))));
    for (String metric : metrics) {
      Double reading = readings.get(metric);
      boolean odd = reading != null && reading.isNaN();
      String text = reading == null ? "–" : odd ? "NaN" : Labels.reading(metric, reading);
      cells.add(Grid.Cell.styled(text, odd ? "bad" : ""));
    }
    return cells;
  }
}
