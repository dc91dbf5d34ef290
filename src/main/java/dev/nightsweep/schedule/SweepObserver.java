package dev.nightsweep.schedule;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Start;
import java.util.List;
import java.util.Map;

/** Watches a sweep; called on the sweep's thread, must be quick, must not throw. */
public interface SweepObserver {

  /** Who does not look. */
  SweepObserver NONE = new SweepObserver() {};

  /**
   * A session begins.
   *
   * @param left the runs to be trained; the others of {@code total} have ended before
   */
  default void sweepStarted(List<PlannedRun> left, int total) {}

  /**
   * The plan has got longer.
   *
   * @param left the runs that wait, and those to come
   */
  default void sweepGrew(Plan plan, List<PlannedRun> left) {}

  default void runStarted(PlannedRun run, int attempt, int worker) {}

  /** The attempt goes on where an earlier one stood, or cannot and begins again. */
  default void runGoesOn(PlannedRun run, Start start) {}

  /** {@code done} of {@code of} steps over all epochs of the run. */
  default void runProgressed(PlannedRun run, int epoch, long done, long of) {}

  default void epochFinished(PlannedRun run, int epoch, Map<String, Double> metrics) {}

  /** Something about what a run's program reports is doubtful. */
  default void runRemarked(PlannedRun run, String message) {}

  /**
   * An attempt is over.
   *
   * @param state what the run is now; {@link RunState#PENDING} if it will be tried again
   * @param cause empty when all went well
   */
  default void attemptEnded(PlannedRun run, int attempt, RunState state, String cause) {}
}
