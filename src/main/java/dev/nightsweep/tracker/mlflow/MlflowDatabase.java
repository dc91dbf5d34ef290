package dev.nightsweep.tracker.mlflow;

import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.sqlite.ForeignDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The database of MLflow, as it keeps runs since version 3.7. */
public final class MlflowDatabase {
  private MlflowDatabase() {}

  /** All runs in it that were not deleted, in the order they were begun in. */
  public static List<TrackedRun> runs(Path file) throws IOException {
    Map<String, List<TrackedFact>> runs = new LinkedHashMap<>();
    try (ForeignDatabase database = ForeignDatabase.open(file)) {
      Optional<String> missing = RunTables.missing(database);
      if (missing.isPresent()) {
        throw new UnreadableRunException(
            file,
            "it is no database of MLflow, or of a version that is not known: " + missing.get());
      }
      new RunTables()
          .read(
              database,
              (run, fact) -> runs.computeIfAbsent(run, id -> new ArrayList<>()).add(fact));
    }
    return runs.entrySet().stream()
        .map(run -> new TrackedRun(run.getKey(), run.getValue()))
        .toList();
  }
}
