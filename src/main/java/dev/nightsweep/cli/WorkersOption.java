package dev.nightsweep.cli;

import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.train.dl4j.NativeLibrary;
import picocli.CommandLine.Option;

/** The option {@code --workers}. */
final class WorkersOption {
  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Train N runs at once (default: one a core, fewer if memory is short; built for CUDA:"
              + " 1).")
  private Integer given;

  /** How many workers there may be: one a core, or one a card, unless the user says otherwise. */
  int number() {
    if (given == null) {
      return NativeLibrary.isCudaOnClassPath() ? 1 : Runtime.getRuntime().availableProcessors();
    }
    requireAtLeast(1, given, "--workers");
    return given;
  }

  boolean isGiven() {
    return given != null;
  }

  static void requireAtLeast(int least, int given, String option) {
    if (given < least) {
      throw UserErrorException.usage(
          "%s (%d) must be at least %d.".formatted(option, given, least));
    }
  }
}
