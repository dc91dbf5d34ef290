package dev.nightsweep.report;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.text.Labels;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;

/** Runs side by side, as tables. */
public final class RunComparison {
  private RunComparison() {}

  /** The settings that differ, then the last readings, of two with their difference. */
  public static List<Grid> of(List<ComparedRun> sides) {
    List<String> labels = sides.stream().map(ComparedRun::label).toList();
    List<List<Grid.Cell>> settings = new ArrayList<>();
    for (String name :
        ComparisonTable.names(sides.stream().map(side -> side.settings().byName().keySet()))) {
      List<String> texts =
          sides.stream().map(s -> s.settings().find(name).map(Setting::text).orElse("–")).toList();
      if (texts.stream().distinct().count() > 1) {
        settings.add(ComparisonTable.row(name, texts));
      }
    }
    List<List<Grid.Cell>> readings = new ArrayList<>();
    readings.add(
        ComparisonTable.row(
            "state", sides.stream().map(s -> Labels.word(s.run().run().state())).toList()));
    if (sides.size() == 2) {
      readings.get(0).add(Grid.Cell.of(""));
    }
    for (String name :
        ComparisonTable.names(sides.stream().map(s -> s.run().run().readings().keySet()))) {
      readings.add(
          reading(
              ComparedRun.metric(name, sides),
              sides.stream().map(side -> side.run().run()).toList()));
    }
    List<String> columns = new ArrayList<>(labels);
    if (sides.size() == 2) {
      columns.add("second − first");
    }
    return List.of(
        ComparisonTable.grid("Settings that differ", "setting", labels, settings),
        ComparisonTable.grid("Last readings", "metric", columns, readings));
  }

  private static List<Grid.Cell> reading(MetricDefinition metric, List<RunRecord> runs) {
    List<Double> readings = runs.stream().map(run -> run.readings().get(metric.name())).toList();
    List<String> texts =
        new ArrayList<>(readings.stream().map(r -> r == null ? "–" : written(metric, r)).toList());
    if (runs.size() == 2) {
      boolean both = readings.stream().allMatch(r -> r != null && Double.isFinite(r));
      texts.add(both ? Labels.change(metric, readings.get(1) - readings.get(0)) : "–");
    }
    return ComparisonTable.row(Names.metric(metric.name()), texts);
  }

  private static String written(MetricDefinition metric, double reading) {
    return Double.isFinite(reading) ? Labels.reading(metric, reading) : Double.toString(reading);
  }
}
