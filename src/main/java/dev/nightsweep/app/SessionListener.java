package dev.nightsweep.app;

import dev.nightsweep.forecast.Forecast;
import dev.nightsweep.forecast.MemoryEstimate;
import dev.nightsweep.forecast.TimingListener;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.schedule.SweepObserver;
import java.util.List;
import java.util.Map;

/**
 * Hears what happens in a session, in the order in which it happens and on the session's thread.
 * Must not throw.
 */
public interface SessionListener extends TimingListener {

  /** Whoever does not want to hear anything. */
  SessionListener NONE = new SessionListener() {};

  /** Whether a user lets a program of an imported sweep be started. */
  default boolean trusts(ImportedProgram program) {
    return false;
  }

  /** Whether readings of imported sweeps may stand for runs of others. */
  default boolean trustsImportedReadings() {
    return false;
  }

  /** The spec is sound, but probably not what its author meant. */
  default void specWarning(String warning) {}

  /**
   * So many workers do not fit into memory.
   *
   * @param asked whether the user asked for them, so that they are started all the same
   */
  default void memoryShort(MemoryEstimate need, int workers, boolean asked) {}

  /** This will be run, by so many workers. */
  default void planned(Plan plan, int workers) {}

  /** Something worth knowing of the data that it is trained on. */
  default void dataRemark(String remark) {}

  /** The spec has changed since the sweep was begun. */
  default void planChanged(PlanDiff change) {}

  /** Seeds will be added until every verdict is settled. */
  default void seedsWillBeAdded(SeedRule rule) {}

  /** The sweep of the spec's name is one that was imported. */
  default void continuesImported(SweepRecord sweep) {}

  /** A sweep that was begun before goes on. */
  default void continued(SweepContinuation sweep) {}

  /**
   * The spec has no name, and a sweep of another file has that of its file.
   *
   * @param name of its own sweep
   */
  default void nameIsTaken(String taken, String name) {}

  /** The program is not what it was, or what counts as its code; the sweep goes on. */
  default void codeChanged(ProgramCode before, ProgramCode now) {}

  /** By what code the runs of the sweep were trained was not recorded. */
  default void codeUnknown(SweepRecord sweep) {}

  /** Some of the sweep's runs were trained on other processors than the one here. */
  default void otherProcessors(List<String> others, String here) {}

  /** What the runs that are left will take. */
  default void forecast(Forecast forecast) {}

  /** So many runs were trained before, and need not be trained again. */
  default void runsReused(int reused, int runs) {}

  /**
   * Some results were part of an earlier verdict.
   *
   * @param readings how many, by the id of the sweep that the verdict was on
   */
  default void readingsRepeated(Map<String, Integer> readings) {}

  /**
   * The sweep is begun on other seeds than its spec would have it: earlier sweeps have used those.
   */
  default void seedsAreFresh(List<Long> seeds) {}

  /** Runs begin to train; the observer that is returned hears of each. */
  default SweepObserver training(SweepProgress progress) {
    return SweepObserver.NONE;
  }

  /** Nothing trains any more. */
  default void trained() {}

  /** The sampler has no further point to try: the search ends after so many trials. */
  default void searchExhausted(int trials) {}

  /**
   * The arms are tuned and will be compared at what was chosen.
   *
   * @param cutShort whether the deadline left no time for more
   */
  default void armsTuned(Plan compared, boolean cutShort) {}

  /**
   * A search's best trial will be trained again on fresh seeds.
   *
   * @param cutShort whether the deadline left no time for more trials
   */
  default void winnerFound(Plan plan, String armId, boolean cutShort) {}

  /** Not every verdict is settled, so the plan has one seed more. */
  default void seedAdded(Plan plan, SeedRule rule) {}

  /** Nothing was left to train: the stored result follows. */
  default void finishedBefore(SweepRecord sweep) {}

  /** The session is over. */
  default void ended(SweepResult result) {}

  /** What the pilot says of how many seeds it takes. */
  default void piloted(PowerForecast power) {}

  /** A sweep that waited was not run, for that reason. */
  default void refused(String sweepId, String reason) {}

  /** The session was interrupted, and this sweep still waits. */
  default void leftWaiting(String sweepId) {}
}
