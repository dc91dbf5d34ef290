package dev.nightsweep.engine;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Signal;
import java.util.List;

/** What an engine reports. */
public sealed interface EngineEvent {

  /** A worker said something. */
  record Said(int worker, Signal signal) implements EngineEvent {}

  /**
   * A worker ended while it had a run.
   *
   * @param cause in a sentence, with the exit code
   * @param logTail the last lines of its log
   */
  record Died(int worker, Assignment run, WorkerExit death, String cause, List<String> logTail)
      implements EngineEvent {
    public Died {
      logTail = List.copyOf(logTail);
    }
  }
}
