package dev.nightsweep.model;

/** Where a run stands. */
public enum RunState {
  PENDING(false),
  RUNNING(false),
  PAUSED(false),
  COMPLETED(true),
  /** A metric became NaN or infinite. */
  DIVERGED(true),
  /** The training threw. */
  FAILED(true),
  /** The worker process died. */
  CRASHED(true),
  TIMED_OUT(true),
  STOPPED_EARLY(true),
  CANCELLED(true);

  private final boolean finished;

  RunState(boolean finished) {
    this.finished = finished;
  }

  /** Whether nothing more happens to such a run unless somebody asks. */
  public boolean isFinished() {
    return finished;
  }

  /** Whether it may well end otherwise when somebody asks for it to be trained again. */
  public boolean isWorthRetrying() {
    return this == FAILED || this == CRASHED || this == TIMED_OUT;
  }

  /** Whether it ended badly, as exit code 3 counts it. */
  public boolean isBad() {
    return this == DIVERGED || this == FAILED || this == CRASHED || this == TIMED_OUT;
  }
}
