package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.TrackedFact;

/** One thing that an event file tells. */
sealed interface EventValue {

  /**
   * A number under its tag.
   *
   * @param time in milliseconds since 1970
   */
  record Scalar(String tag, long step, double value, long time) implements EventValue {}

  /** What the plugin for hyperparameters has written of the run. */
  record Told(TrackedFact fact) implements EventValue {}
}
