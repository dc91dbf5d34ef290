package dev.nightsweep.cli;

/** What the process says about how it went; where several apply, the one listed last counts. */
final class ExitCode {
  static final int DONE = 0;

  /** A failure of our own, a damaged or newer database, a folder that cannot be written. */
  static final int FAILURE = 1;

  /** The spec, the usage, or an id that does not exist. */
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
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
