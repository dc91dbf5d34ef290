package dev.nightsweep.tracker;

/** One thing that a tracker's files tell of a run, in the order in which they tell it. */
public sealed interface TrackedFact {

  /** What time is if the tracker does not tell it. */
  long NO_TIME = 0;

  /**
   * One value of a metric.
   *
   * @param step as the tracker counts, from 0 or 1
   * @param time in milliseconds since 1970
   */
  record Point(String metric, long step, double value, long time) implements TrackedFact {}

  /** What stands for a metric at the end, wherever it came from. */
  record Summary(String metric, double value) implements TrackedFact {}

  /**
   * A parameter or an entry of the configuration.
   *
   * @param json its value as JSON; of a tracker that keeps texts a JSON string
   */
  record Parameter(String name, String json) implements TrackedFact {}

  /** A name, an id, a group or a tag of the run, by the tracker's own word for it. */
  record Label(String key, String value) implements TrackedFact {}

  /**
   * What has become of the run.
   *
   * @param time in milliseconds since 1970
   */
  record State(RunState state, long time) implements TrackedFact {}
}
