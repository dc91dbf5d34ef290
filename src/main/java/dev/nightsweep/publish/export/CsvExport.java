package dev.nightsweep.publish.export;

import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** A sweep as tidy CSV: a row for each reading of each epoch of each run. */
public final class CsvExport {
  private final Store store;
  private final SweepRecord sweep;

  public CsvExport(Store store, SweepRecord sweep) {
    this.store = store;
    this.sweep = sweep;
  }

  public void write(Appendable out) {
    List<RunRecord> runs = store.runs(sweep.sweepId());
    List<String> varied = varied(runs);
    List<String> head = new ArrayList<>(List.of("run_id", "arm", "phase", "seed", "state"));
    List<String> readings = List.of("epoch", "metric", "reading");
    varied.forEach(
        name ->
            head.add(head.contains(name) || readings.contains(name) ? "parameters." + name : name));
    head.addAll(readings);
    Map<String, Map<String, List<Point>>> curves = store.sweepCurves(sweep.sweepId());
    try {
      SpreadsheetCsv csv = new SpreadsheetCsv(out);
      csv.row(head);
      for (RunRecord run : runs) {
        List<Object> facts = facts(run, varied);
        for (Map.Entry<String, List<Point>> curve :
            curves.getOrDefault(run.runId(), Map.of()).entrySet()) {
          for (Point point : curve.getValue()) {
            List<Object> row = new ArrayList<>(facts);
            row.addAll(List.of(point.epoch(), curve.getKey(), point.reading()));
            csv.row(row);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Object> facts(RunRecord run, List<String> varied) {
    Settings settings = sweep.settings(run);
    List<Object> facts = new ArrayList<>();
    facts.add(run.runId());
    facts.add(sweep.label(run));
    facts.add(run.phase());
    facts.add(run.seed());
    facts.add(run.state());
    varied.forEach(name -> facts.add(settings.find(name).map(Setting::raw).orElse("")));
    return facts;
  }

  private List<String> varied(List<RunRecord> runs) {
    SortedSet<String> names = new TreeSet<>();
    List<Settings> all = runs.stream().map(sweep::settings).distinct().toList();
    all.forEach(settings -> names.addAll(settings.byName().keySet()));
    return names.stream()
        .filter(name -> all.stream().map(s -> s.find(name)).distinct().count() > 1)
        .toList();
  }
}
