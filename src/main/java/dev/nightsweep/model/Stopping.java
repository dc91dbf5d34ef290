package dev.nightsweep.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What ends runs, or a whole search, before their time.
 *
 * @param pruner which runs are ended early, if any are
 * @param target a reading of the objective after which no further run is started, if there is one
 */
public record Stopping(Optional<Pruner> pruner, OptionalDouble target) {
  /** Every run is trained to its end. */
  public static final Stopping NONE = new Stopping(Optional.empty(), OptionalDouble.empty());

  /** Whether that reading is as good as the target or better. */
  public boolean isReached(Objective objective, double reading) {
    return target.isPresent() && objective.gain(reading - target.getAsDouble()) >= 0;
  }
}
