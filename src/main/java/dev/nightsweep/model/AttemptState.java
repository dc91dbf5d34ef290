package dev.nightsweep.model;

/** How one execution of a run ended, or that it has not. */
public enum AttemptState {
  RUNNING,
  COMPLETED,
  DIVERGED,
  FAILED,
  CRASHED,
  TIMED_OUT,
  STOPPED_EARLY,
  CANCELLED,
  /** Ended so that its run waits for its promotion. */
  PAUSED,
  /** Its owner died; nobody saw how it ended. */
  LOST
}
