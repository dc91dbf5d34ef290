package dev.nightsweep.model;

/** What was decided of a trial. */
public enum TrialAction {
  /** It goes on. */
  CONTINUE,
  /** It has ended. */
  STOP,
  /** It waits for its promotion. */
  PAUSE,
  /** It waited, and goes on. */
  PROMOTE
}
