package dev.nightsweep.cli;

import dev.nightsweep.app.IdResolver;
import dev.nightsweep.app.Publishers;
import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.Comparison;
import dev.nightsweep.report.ComparePage;
import dev.nightsweep.report.ComparedSweep;
import dev.nightsweep.report.Grid;
import dev.nightsweep.report.SweepComparison;
import dev.nightsweep.store.Store;
import dev.nightsweep.wording.SimulationNotice;
import dev.nightsweep.wording.TrackedText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep compare}. */
@Command(
    name = "compare",
    description =
        "Runs, or sweeps, side by side: what differs in what was asked, and in what came out.")
final class CompareCommand extends StoreCommand {
  @Parameters(
      arity = "2..*",
      paramLabel = "ID",
      description = "Two to eight runs, or two to eight sweeps: ids or unique prefixes.")
  private List<String> names = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--html",
      description =
          "Write a page, of runs with their curves and the test images that only one has right.")
  private boolean html;

  @Override
  public Integer answer(Store store) {
    if (names.size() < 2 || names.size() > ComparePage.MAX_RUNS) {
      throw UserErrorException.usage(
          "compare takes two to %d ids.".formatted(ComparePage.MAX_RUNS));
    }
    IdResolver ids = new IdResolver(store);
    Comparison comparison = Publishers.of(store, folder()).comparison();
    if (ids.findSweep(names.get(0)).isPresent()) {
      sweeps(comparison, names.stream().map(ids::sweep).toList());
    } else {
      runs(store, comparison, names.stream().map(ids::run).toList());
    }
    return ExitCode.DONE;
  }

  private void sweeps(Comparison comparison, List<SweepRecord> sweeps) {
    List<String> sweepIds = sweeps.stream().map(SweepRecord::sweepId).toList();
    if (html) {
      written(comparison.writeSweeps(sweepIds));
      return;
    }
    List<ComparedSweep> compared = comparison.sweeps(sweepIds);
    List<Grid> grids = SweepComparison.of(compared);
    Map<String, List<String>> notes = SweepComparison.notes(compared);
    if (json) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("sweeps", sweepIds);
      told.put("notes", notes);
      told.put("asked", fields(grids.get(0)));
      told.put("answered", fields(grids.get(1)));
      console().result(Json.pretty(told));
      return;
    }
    sayIfSimulated(sweeps.stream());
    notes.forEach((id, said) -> said.forEach(each -> console().result(id + ": " + each)));
    print(grids, sweepIds);
    console().message("Between sweeps nothing is paired, so nothing is tested.");
  }

  private void runs(Store store, Comparison comparison, List<RunRecord> runs) {
    if (html) {
      written(comparison.writeRuns(runs));
      return;
    }
    List<Grid> grids = comparison.tablesOfRuns(runs);
    Optional<SameImages> images =
        runs.size() == 2 ? SameImages.of(store, runs.get(0), runs.get(1)) : Optional.empty();
    if (json) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("runs", runs);
      told.put("differing_settings", fields(grids.get(0)));
      told.put("metrics", readings(runs));
      images.ifPresent(same -> told.put("test_images", same));
      console().result(Json.pretty(told));
      return;
    }
    List<SweepRecord> sweeps =
        runs.stream()
            .map(RunRecord::sweepId)
            .distinct()
            .map(sweepId -> store.sweep(sweepId).orElseThrow())
            .toList();
    sayIfSimulated(sweeps.stream());
    sayIfTaken(sweeps);
    print(grids, runs.stream().map(RunRecord::runId).toList());
    images.ifPresent(same -> console().result("%n%s".formatted(same.sentence())));
    console().message("One run each: a difference between runs is no evidence for an effect.");
  }

  /** By metric, in the order of the runs; null where a run has none. */
  private static Map<String, List<Double>> readings(List<RunRecord> runs) {
    Map<String, List<Double>> readings = new TreeMap<>();
    for (RunRecord run : runs) {
      for (String metric : run.readings().keySet()) {
        readings.computeIfAbsent(
            metric,
            name -> runs.stream().map(r -> r.readings().get(name)).collect(Collectors.toList()));
      }
    }
    return readings;
  }

  private void written(Path page) {
    console().result(json ? Json.pretty(Map.of("page", page.toString())) : page.toString());
  }

  private void sayIfSimulated(Stream<SweepRecord> sweeps) {
    sweeps
        .flatMap(sweep -> SimulationNotice.of(sweep.header()).stream())
        .findFirst()
        .ifPresent(console()::result);
  }

  private void sayIfTaken(List<SweepRecord> sweeps) {
    sweeps.forEach(
        sweep ->
            TrackedText.notice(sweep.header())
                .ifPresent(said -> console().result(sweep.sweepId() + ": " + said)));
  }

  private void print(List<Grid> grids, List<String> ids) {
    for (Grid grid : grids) {
      if (grid.rows().isEmpty()) {
        console().result(grid.caption() + ": nothing.");
      } else {
        console().result(table(grid, ids));
      }
      console().result("");
    }
  }

  private static TextTable table(Grid grid, List<String> ids) {
    List<String> titles = new ArrayList<>(grid.columns().stream().map(Grid.Column::title).toList());
    for (int i = 0; i < ids.size(); i++) {
      titles.set(i + 1, ids.get(i));
    }
    TextTable table = new TextTable(titles.toArray(String[]::new));
    grid.rows().forEach(row -> table.row(row.stream().map(Grid.Cell::text).toList()));
    return table;
  }

  /** By the name of the row, its texts in the order of the ids. */
  private static Map<String, List<String>> fields(Grid grid) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    grid.rows()
        .forEach(
            row ->
                fields.put(row.get(0).text(), row.stream().skip(1).map(Grid.Cell::text).toList()));
    return fields;
  }
}
