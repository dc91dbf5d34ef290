package dev.nightsweep.cli;

import dev.nightsweep.app.Nightsweep;
import dev.nightsweep.app.SessionListener;
import dev.nightsweep.model.Spec;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The argument {@code SPEC}. */
final class SpecArgument {
  @Parameters(paramLabel = "SPEC", description = "The experiment spec, YAML or JSON.")
  private Path file;

  @Option(
      names = {"--run-cap", "--count"},
      paramLabel = "N",
      description =
          "At most N runs, or trials of a search, in the place of the spec's run_cap. The sweep keeps"
              + " it.")
  private Integer runCap;

  /** Reads and checks the spec. */
  Spec read(SessionListener listener) {
    return Nightsweep.read(file, runCap(), listener);
  }

  /** At most that many runs, whatever the spec says. */
  OptionalInt runCap() {
    if (runCap == null) {
      return OptionalInt.empty();
    }
    WorkersOption.requireAtLeast(1, runCap, "--run-cap");
    return OptionalInt.of(runCap);
  }

  Path file() {
    return file;
  }
}
