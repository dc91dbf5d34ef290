package dev.nightsweep.tracker.optuna;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is to be known of trials beside the trials. */
final class TrialRemarks {
  private TrialRemarks() {}

  /**
   * The trials with it.
   *
   * @param waiting so many were never begun
   */
  static FoundRuns found(Path file, List<TrackedRun> runs, List<StudyFacts> studies, int waiting)
      throws UnreadableRunException {
    if (studies.isEmpty()) {
      throw new UnreadableRunException(file, "no study of Optuna is created in it");
    }
    List<String> remarks = new ArrayList<>();
    if (waiting > 0) {
      remarks.add(
          "%s enqueued and never begun, and left out."
              .formatted(waiting == 1 ? "1 trial was" : waiting + " trials were"));
    }
    studies.forEach(study -> study.remark().ifPresent(remarks::add));
    return new FoundRuns(runs, remarks);
  }
}
