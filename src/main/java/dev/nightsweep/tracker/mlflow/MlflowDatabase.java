package dev.nightsweep.tracker.mlflow;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedFact.Label;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.sqlite.ForeignDatabase;
import dev.nightsweep.tracker.sqlite.TableQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The database of MLflow, as it keeps runs since version 3.7. */
public final class MlflowDatabase {
  private static final TableQuery EXPERIMENTS =
      new TableQuery("experiments", List.of("experiment_id", "name"));

  private MlflowDatabase() {}

  /** All runs in it that were not deleted, in the order they were begun in. */
  public static FoundRuns read(Path file) throws IOException {
    Map<String, List<TrackedFact>> runs = new LinkedHashMap<>();
    RunTables tables = new RunTables();
    try (ForeignDatabase database = ForeignDatabase.open(file)) {
      Optional<String> missing = RunTables.missing(database);
      if (missing.isPresent()) {
        throw new UnreadableRunException(
            file,
            "it is no database of MLflow, or of a version that is not known: " + missing.get());
      }
      tables.read(
          database, (run, fact) -> runs.computeIfAbsent(run, id -> new ArrayList<>()).add(fact));
      Map<String, String> experiments = experiments(database);
      runs.values().forEach(facts -> name(facts, experiments));
    }
    return RunRemarks.found(
        runs.entrySet().stream()
            .map(run -> new TrackedRun(run.getKey(), List.copyOf(run.getValue())))
            .toList(),
        tables.deleted());
  }

  private static Map<String, String> experiments(ForeignDatabase database) throws IOException {
    Map<String, String> names = new HashMap<>();
    if (database.missing(EXPERIMENTS.table(), EXPERIMENTS.columns()).isEmpty()) {
      database.each(
          EXPERIMENTS,
          row ->
              row.whole(0).ifPresent(id -> names.put(Long.toString(id), row.text(1).orElse(""))));
    }
    return names;
  }

  private static void name(List<TrackedFact> facts, Map<String, String> experiments) {
    List<TrackedFact> named = new ArrayList<>();
    for (TrackedFact fact : facts) {
      if (fact instanceof Label label && label.key().equals(RunFacts.EXPERIMENT)) {
        String name = experiments.getOrDefault(label.value(), "");
        if (!name.isEmpty()) {
          named.add(new Label(RunFacts.EXPERIMENT_NAME, TrackerLimits.label(name)));
        }
      }
    }
    facts.addAll(named);
  }
}
