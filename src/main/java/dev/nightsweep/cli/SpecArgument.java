package dev.nightsweep.cli;

import dev.nightsweep.cli.console.Console;
import dev.nightsweep.machine.TrainerRegistry;
import dev.nightsweep.model.Spec;
import dev.nightsweep.spec.SpecReader;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The argument {@code SPEC}. */
final class SpecArgument {
  @Parameters(paramLabel = "SPEC", description = "The experiment spec, YAML or JSON.")
  private Path file;

  /** Reads and checks the spec; warnings go to {@code streams}. */
  Spec read(Console streams) {
    SpecReader.Read read = SpecReader.read(file, TrainerRegistry::catalog);
    read.warnings().forEach(warning -> streams.message("warning: %s".formatted(warning)));
    return read.spec();
  }

  Path file() {
    return file;
  }
}
