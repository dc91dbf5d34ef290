package dev.nightsweep.engine;

/** Why a worker process ended while it had a run. */
public enum WorkerExit {
  /** The Java heap was full: it would be again. */
  HEAP(false, false),
  /** The system killed it for want of memory. */
  MEMORY(true, true),
  /** A crash in native code. */
  NATIVE_CRASH(true, false),
  /** Killed from outside. */
  KILLED(true, false),
  /** We killed it, since its run made no progress. */
  STALLED(true, false),
  /** We killed it, since its run had used up its time. */
  OVERTIME(false, false),
  OTHER(true, false);

  private final boolean worthRetrying;
  private final boolean forWantOfMemory;

  WorkerExit(boolean worthRetrying, boolean forWantOfMemory) {
    this.worthRetrying = worthRetrying;
    this.forWantOfMemory = forWantOfMemory;
  }

  /** Whether the same run may well end otherwise when it is tried again. */
  public boolean isWorthRetrying() {
    return worthRetrying;
  }

  /** Whether fewer runs at once may help. */
  public boolean isForWantOfMemory() {
    return forWantOfMemory;
  }

  /** Whether we ended it for the time it took. */
  public boolean isTimeout() {
    return this == STALLED || this == OVERTIME;
  }
}
