package dev.nightsweep.tracker.mlflow;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import java.util.ArrayList;
import java.util.List;

/** What is to be known of MLflow's runs beside the runs. */
final class RunRemarks {
  private static final String PARENT = "mlflow.parentRunId";

  private RunRemarks() {}

  /** The runs with it. */
  static FoundRuns found(List<TrackedRun> runs, int deleted) {
    List<String> remarks = new ArrayList<>();
    of(runs, deleted, remarks);
    return new FoundRuns(runs, remarks);
  }

  static void of(List<TrackedRun> runs, int deleted, List<String> remarks) {
    if (deleted > 0) {
      remarks.add(
          "%s left out."
              .formatted(deleted == 1 ? "1 deleted run was" : deleted + " deleted runs were"));
    }
    long nested = runs.stream().filter(RunRemarks::isNested).count();
    if (nested > 0) {
      remarks.add(
          "%s nested in others (%s)."
              .formatted(nested == 1 ? "1 run is" : nested + " runs are", PARENT));
    }
  }

  private static boolean isNested(TrackedRun run) {
    return run.facts().stream()
        .anyMatch(fact -> fact instanceof TrackedFact.Label it && it.key().equals(PARENT));
  }
}
