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
  PROMOTE;

  /** Whether it trains on. */
  public boolean goesOn() {
    return this == CONTINUE || this == PROMOTE;
  }
}
