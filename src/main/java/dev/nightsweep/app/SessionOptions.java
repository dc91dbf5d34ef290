package dev.nightsweep.app;

import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Spec;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a sweep is to be run, now.
 *
 * @param workers how many runs train at once, if that is not left to the machine
 * @param engine where they train
 * @param limits how long it may take
 * @param retryFailed train runs again that failed, crashed or timed out in an earlier session
 * @param reuse take over what was trained before with the same settings, seed, data and library
 * @param calibrate time samples of runs before a long sweep, if such were never timed here
 * @param untilSettled add seeds until every verdict is settled
 * @param startAnew start another sweep, {@code <name>-2}, if the spec's exists already
 */
public record SessionOptions(
    OptionalInt workers,
    EngineChoice engine,
    SessionLimits limits,
    boolean retryFailed,
    boolean reuse,
    boolean calibrate,
    Optional<SequentialOption> untilSettled,
    boolean startAnew) {

  /** What holds unless the user says otherwise. */
  public static final SessionOptions DEFAULT =
      new SessionOptions(
          OptionalInt.empty(),
          EngineChoice.LOCAL,
          SessionLimits.DEFAULT,
          false,
          true,
          true,
          Optional.empty(),
          false);

  /** These options with so many workers. */
  public SessionOptions withWorkers(int number) {
    return new SessionOptions(
        OptionalInt.of(number),
        engine,
        limits,
        retryFailed,
        reuse,
        calibrate,
        untilSettled,
        startAnew);
  }

  /** These options for a sweep that was queued or exists: it has its rule and its name. */
  SessionOptions forStoredSweep() {
    return new SessionOptions(
        workers, engine, limits, retryFailed, reuse, calibrate, Optional.empty(), false);
  }

  /** Whether seeds are to be added in that way. */
  public boolean wishes(Spec.Stop stop) {
    return untilSettled.flatMap(SequentialOption::stop).filter(stop::equals).isPresent();
  }

  /** How many workers there may be: one a core, or one a card, unless said otherwise. */
  int workersOrUsual() {
    return workers.orElseGet(WorkerLauncher::usualWorkers);
  }
}
