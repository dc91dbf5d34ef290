package dev.nightsweep.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What ends runs, or a whole search, before their time.
 *
 * @param pruner which runs are ended early, if any are
 * @param target a reading of the objective after which no further run is started, if there is one
 * @param schedule when that is decided; asynchronously where nothing is said
 */
public record Stopping(
    Optional<Pruner> pruner, OptionalDouble target, Optional<Schedule> schedule) {
  /** Every run is trained to its end. */
  public static final Stopping NONE = new Stopping(Optional.empty(), OptionalDouble.empty());

  /** When it is decided what goes on. */
  public enum Schedule {
    /** As soon as a reading is there, by those that are there: timing has a part. */
    ASYNCHRONOUS,
    /** At fixed points, in the order of the trials: whatever the timing, the same is decided. */
    SYNCHRONOUS
  }

  public Stopping {
    schedule = schedule == null ? Optional.empty() : schedule; // left out where nothing is said
  }

  /** Decided asynchronously. */
  public Stopping(Optional<Pruner> pruner, OptionalDouble target) {
    this(pruner, target, Optional.empty());
  }

  /** The same, decided by that schedule. */
  public Stopping on(Schedule other) {
    return new Stopping(pruner, target, Optional.of(other).filter(s -> s != Schedule.ASYNCHRONOUS));
  }

  public boolean isSynchronous() {
    return schedule.filter(Schedule.SYNCHRONOUS::equals).isPresent();
  }

  /** Whether what came out may be another the next time, since it hangs on what ended when. */
  public boolean hangsOnTiming() {
    return !isSynchronous() && (pruner.isPresent() || target.isPresent());
  }

  /** Whether that reading is as good as the target or better. */
  public boolean isReached(Objective objective, double reading) {
    return target.isPresent() && objective.gain(reading - target.getAsDouble()) >= 0;
  }

  /** Plans are told apart by it: where no schedule is said it is what it was before there were. */
  @Override
  public String toString() {
    String said = schedule.map(s -> ", schedule=" + s).orElse("");
    return "Stopping[pruner=%s, target=%s%s]".formatted(pruner, target, said);
  }
}
