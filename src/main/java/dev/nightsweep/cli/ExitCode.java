package dev.nightsweep.cli;

import dev.nightsweep.model.UserErrorException;

/** What the process says about how it went; where several apply, the one listed last counts. */
public final class ExitCode {
  public static final int DONE = 0;

  /** A failure of our own, a damaged or newer database, a folder that cannot be written. */
  public static final int FAILURE = 1;

  /** The spec, the usage, or an id that does not exist. */
  public static final int USAGE = 2;

  /** Some comparison runs failed, crashed, timed out or diverged. */
  public static final int BAD_RUNS = 3;

  /** Stopped before its end, by deadline, budget or request; resumable. */
  public static final int STOPPED = 4;

  /** Given up, since runs failed the same way again and again. */
  public static final int GAVE_UP = 5;

  /** A check found something. */
  static final int FOUND = 6;

  /** Another process has this sweep, or the results folder. */
  public static final int BUSY = 7;

  /** Ended by Ctrl-C; resumable. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}

  static int of(UserErrorException.Kind kind) {
    return switch (kind) {
      case USAGE -> USAGE;
      case BUSY -> BUSY;
      case ENVIRONMENT -> FAILURE;
      case DAMAGED -> FOUND;
    };
  }
}
