package dev.nightsweep.tracker;

/** What a tracker says has become of a run. */
public enum RunState {
  RUNNING,
  FINISHED,
  FAILED,
  KILLED
}
