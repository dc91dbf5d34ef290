package dev.nightsweep.tracker.wandb;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joins what has one id: W&B gives a run that goes on a folder of its own, and the same id. */
final class ResumedRuns {
  private ResumedRuns() {}

  /** The runs, each once; of two that log the same steps the first. */
  static FoundRuns of(FoundRuns found) {
    Map<String, List<TrackedFact>> runs = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>(found.remarks());
    for (TrackedRun run : found.runs()) {
      List<TrackedFact> before = runs.putIfAbsent(run.id(), new ArrayList<>(run.facts()));
      if (before != null) {
        remarks.add(join(before, run));
      }
    }
    return new FoundRuns(
        runs.entrySet().stream()
            .map(run -> new TrackedRun(run.getKey(), List.copyOf(run.getValue())))
            .toList(),
        remarks);
  }

  private static String join(List<TrackedFact> before, TrackedRun run) {
    long last = before.stream().mapToLong(ResumedRuns::step).max().orElse(-1);
    long first =
        run.facts().stream()
            .mapToLong(ResumedRuns::step)
            .filter(step -> step >= 0)
            .min()
            .orElse(Long.MAX_VALUE);
    if (first > last) {
      before.addAll(run.facts());
      return "The run “%s” is in two folders: it was resumed.".formatted(run.id());
    }
    return "Two folders have runs with the id “%s” that log the same steps. The one that was begun first was taken, the other left out."
        .formatted(run.id());
  }

  private static long step(TrackedFact fact) {
    return fact instanceof TrackedFact.Point point ? point.step() : -1;
  }
}
