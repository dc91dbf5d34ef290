package dev.nightsweep.schedule;

import dev.nightsweep.model.SweepState;

/** Why a session ended, and what its sweep is then. */
public enum SessionEnd {
  /** Nothing is left to train. */
  DONE(SweepState.COMPLETED),
  /** Somebody asked for nothing new to be started. */
  STOPPED(SweepState.STOPPED),
  /** Somebody asked for what was under way to be ended too. */
  CANCELLED(SweepState.CANCELLED),
  /** Ctrl-C, or the process was told to end. */
  INTERRUPTED(SweepState.STOPPED),
  /** What is left would not be done by the deadline. */
  OUT_OF_TIME(SweepState.STOPPED),
  /** Runs failed the same way again and again. */
  HOPELESS(SweepState.ABORTED);

  private final SweepState state;

  SessionEnd(SweepState state) {
    this.state = state;
  }

  public SweepState state() {
    return state;
  }
}
