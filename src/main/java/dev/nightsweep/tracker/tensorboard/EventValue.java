package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.TrackedFact;

/** One thing that an event file tells. */
sealed interface EventValue {

  /** When it was logged, in seconds since 1970. */
  double seconds();

  /** A number under its tag. */
  record Scalar(String tag, long step, double value, double seconds) implements EventValue {}

  /** What the plugin for hyperparameters has written of the run. */
  record Told(TrackedFact fact, double seconds) implements EventValue {}
}
