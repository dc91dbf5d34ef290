package dev.nightsweep.tracker.wandb;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of which an export does not tell what has become: W&B exports what was drawn, over or not.
 */
final class UntoldEnds {
  private UntoldEnds() {}

  /** The runs, each as finished, which is said. */
  static FoundRuns finished(FoundRuns found) {
    List<TrackedRun> runs = new ArrayList<>();
    for (TrackedRun run : found.runs()) {
      List<TrackedFact> facts = new ArrayList<>(run.facts());
      facts.add(new TrackedFact.State(RunState.FINISHED, TrackedFact.NO_TIME));
      runs.add(new TrackedRun(run.id(), List.copyOf(facts)));
    }
    return new FoundRuns(runs, found.remarks())
        .with("It has no column State, so each run counts as finished.");
  }
}
