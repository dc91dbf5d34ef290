package dev.nightsweep.train.command;

import dev.nightsweep.model.Outcome;
import java.util.Map;
import java.util.Optional;

/** What the exit code of a program means. */
record ProgramEnd(int exitCode) {
  /** What shells, and Java, add to the number of the signal that ended a program. */
  private static final int OF_SIGNAL = 128;

  private static final int MAX_SIGNAL = 31;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4, "SIGILL",
          6, "SIGABRT",
          7, "SIGBUS",
          8, "SIGFPE",
          9, "SIGKILL, maybe by the system for want of memory",
          11, "SIGSEGV",
          15, "SIGTERM");

  static ProgramEnd of(int exitCode) {
    return new ProgramEnd(exitCode);
  }

  /**
   * What went wrong, if anything did.
   *
   * @param lastError the last line of standard error; empty if there is none
   */
  Optional<String> wrongWith(String lastError) {
    if (exitCode == 0) {
      return Optional.empty();
    }
    String said = lastError.isEmpty() ? "; see its log" : ": " + lastError;
    int signal = exitCode - OF_SIGNAL;
    return Optional.of(
        signal > 0 && signal <= MAX_SIGNAL
            ? "%s %d (%s)%s"
                .formatted(
                    Outcome.Failed.KILLED,
                    signal,
                    SIGNALS.getOrDefault(signal, "exit code " + exitCode),
                    said)
            : "the program ended with exit code %d%s".formatted(exitCode, said));
  }
}
