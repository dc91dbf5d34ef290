package dev.nightsweep.model;

/** Where a sweep stands. */
public enum SweepState {
  PLANNED,
  RUNNING,
  PAUSED,
  /** Ended early, by request, deadline or budget; resumable. */
  STOPPED,
  /** Its running runs were ended too; resumable. */
  CANCELLED,
  COMPLETED,
  /** Ended by the failure policy or by a failure of our own. */
  ABORTED
}
