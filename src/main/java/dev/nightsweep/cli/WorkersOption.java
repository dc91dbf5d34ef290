package dev.nightsweep.cli;

import dev.nightsweep.model.UserErrorException;
import java.util.OptionalInt;
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

  /** How many workers the user wants, if that was said. */
  OptionalInt given() {
    if (given == null) {
      return OptionalInt.empty();
    }
    requireAtLeast(1, given, "--workers");
    return OptionalInt.of(given);
  }

  static void requireAtLeast(int least, int given, String option) {
    if (given < least) {
      throw UserErrorException.usage(
          "%s (%d) must be at least %d.".formatted(option, given, least));
    }
  }
}
