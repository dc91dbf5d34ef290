package dev.nightsweep.cli;

import dev.nightsweep.app.Nightsweep;
import dev.nightsweep.app.SessionListener;
import dev.nightsweep.model.Spec;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The argument {@code SPEC}. */
final class SpecArgument {
  @Parameters(paramLabel = "SPEC", description = "The experiment spec, YAML or JSON.")
  private Path file;

  /** Reads and checks the spec. */
  Spec read(SessionListener listener) {
    return Nightsweep.read(file, listener);
  }

  Path file() {
    return file;
  }
}
