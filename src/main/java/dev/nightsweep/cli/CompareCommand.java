package dev.nightsweep.cli;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep compare}. */
@Command(
    name = "compare",
    description = "Two runs side by side: the settings that differ, and their last readings.")
final class CompareCommand extends StoreCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "Id or unique prefix.")
  private String first;

  @Parameters(index = "1", paramLabel = "RUN", description = "Id or unique prefix.")
  private String second;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** What stands side by side under one name. */
  private record Row(String first, String second) {}

  /** All that is compared. */
  private record Comparison(
      RunRecord first,
      RunRecord second,
      Map<String, Row> settings,
      Map<String, Row> metrics,
      Optional<SameImages> images) {}

  @Override
  int answer(Store store) {
    Ids ids = new Ids(store);
    RunRecord left = ids.run(first);
    RunRecord right = ids.run(second);
    Comparison comparison = compare(store, left, right);
    if (json) {
      printJson(comparison);
    } else {
      sayIfSimulated(store, left, right);
      print(comparison);
    }
    return ExitCode.DONE;
  }

  private static Comparison compare(Store store, RunRecord first, RunRecord second) {
    return new Comparison(
        first,
        second,
        differing(settings(store, first), settings(store, second)),
        metrics(first, second),
        SameImages.of(store, first, second));
  }

  private void sayIfSimulated(Store store, RunRecord... runs) {
    Stream.of(runs)
        .map(run -> store.sweep(run.sweepId()).orElseThrow().header())
        .flatMap(sweep -> SimulationNotice.of(sweep).stream())
        .findFirst()
        .ifPresent(streams()::result);
  }

  private static Settings settings(Store store, RunRecord run) {
    return store
        .sweep(run.sweepId())
        .orElseThrow()
        .settings(run)
        .with("seed", Setting.of(run.seed()));
  }

  private static Map<String, Row> differing(Settings left, Settings right) {
    Map<String, Row> rows = new TreeMap<>();
    TreeSet<String> names = new TreeSet<>(left.byName().keySet());
    names.addAll(right.byName().keySet());
    for (String name : names) {
      Row row = new Row(text(left, name), text(right, name));
      if (!row.first().equals(row.second())) {
        rows.put(name, row);
      }
    }
    return rows;
  }

  private static Map<String, Row> metrics(RunRecord left, RunRecord right) {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("state", new Row(left.state().name(), right.state().name()));
    TreeSet<String> names = new TreeSet<>(left.readings().keySet());
    names.addAll(right.readings().keySet());
    names.forEach(name -> rows.put(name, new Row(reading(left, name), reading(right, name))));
    return rows;
  }

  private static String text(Settings settings, String name) {
    return settings.find(name).map(Setting::text).orElse("–");
  }

  private static String reading(RunRecord run, String name) {
    Double reading = run.readings().get(name);
    return reading == null ? "–" : Numbers.reading(reading);
  }

  private void print(Comparison comparison) {
    Map<String, Row> settings = comparison.settings();
    streams()
        .result(
            settings.isEmpty()
                ? "The settings do not differ."
                : table("SETTING", comparison, settings));
    streams().result("");
    streams().result(table("METRIC", comparison, comparison.metrics()));
    comparison.images().ifPresent(images -> streams().result("%n%s".formatted(images.sentence())));
    streams().message("One run each: a difference between two runs is no evidence for an effect.");
  }

  private static TextTable table(String title, Comparison comparison, Map<String, Row> rows) {
    TextTable table = new TextTable(title, comparison.first().runId(), comparison.second().runId());
    rows.forEach((name, row) -> table.row(name, row.first(), row.second()));
    return table;
  }

  private void printJson(Comparison comparison) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("first", comparison.first());
    fields.put("second", comparison.second());
    fields.put("differing_settings", comparison.settings());
    fields.put("metrics", comparison.metrics());
    comparison.images().ifPresent(images -> fields.put("test_images", images));
    streams().result(Json.pretty(fields));
  }
}
