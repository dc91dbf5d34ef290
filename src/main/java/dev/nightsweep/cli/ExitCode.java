package dev.nightsweep.cli;

import dev.nightsweep.app.QueueResult;
import dev.nightsweep.app.SessionOutcome;
import dev.nightsweep.cli.console.SignalHandler;
import dev.nightsweep.model.UserErrorException;

/** What the process says about how it went. */
final class ExitCode {
  static final int DONE = 0;

  /** A failure of our own, a damaged or newer database, a folder that cannot be written. */
  static final int FAILURE = 1;

  /** The spec, the usage, or an id that does not exist; a sweep that waited and was refused. */
  static final int USAGE = 2;

  /** Some comparison runs failed, crashed, timed out or diverged. */
  static final int BAD_RUNS = 3;

  /** Stopped before its end, by deadline, budget or request; resumable. */
  static final int STOPPED = 4;

  /** Given up, since runs failed the same way again and again. */
  static final int GAVE_UP = 5;

  /** A check found something. */
  static final int FOUND = 6;

  /** Another process has this sweep, or the results folder. */
  static final int BUSY = 7;

  /** Ended by Ctrl-C; resumable. */
  static final int INTERRUPTED = SignalHandler.EXIT_CODE;

  private ExitCode() {}

  /** Of several sessions the greatest counts: what went less well, Ctrl-C before all. */
  static int of(QueueResult queue) {
    int refused = queue.refused().isEmpty() ? DONE : USAGE;
    return queue.results().stream()
        .mapToInt(result -> of(result.outcome()))
        .reduce(refused, Math::max);
  }

  static int of(SessionOutcome outcome) {
    return switch (outcome.end()) {
      case DONE -> outcome.badRuns() > 0 ? BAD_RUNS : DONE;
      case STOPPED, CANCELLED, OUT_OF_TIME -> STOPPED;
      case HOPELESS -> GAVE_UP;
      case INTERRUPTED -> INTERRUPTED;
    };
  }

  static int of(UserErrorException.Kind kind) {
    return switch (kind) {
      case USAGE -> USAGE;
      case BUSY -> BUSY;
      case ENVIRONMENT -> FAILURE;
      case DAMAGED -> FOUND;
    };
  }
}
