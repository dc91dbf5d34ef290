package dev.nightsweep.cli;

import picocli.CommandLine.Option;

/** The option {@code --workers}. */
final class WorkersOption {
  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Train N runs at once (default: one a core).")
  private Integer given;

  /** How many workers there are to be: one a core unless the user says otherwise. */
  int number() {
    if (given == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    requireAtLeast(1, given, "--workers");
    return given;
  }

  static void requireAtLeast(int least, int given, String option) {
    if (given < least) {
      throw UserErrorException.usage(
          "%s (%d) must be at least %d.".formatted(option, given, least));
    }
  }
}
