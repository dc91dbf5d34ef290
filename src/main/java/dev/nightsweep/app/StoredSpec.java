package dev.nightsweep.app;

import dev.nightsweep.cli.console.Console;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.TrainerRegistry;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.spec.SpecReader;
import dev.nightsweep.store.Store;
import java.nio.file.Path;

/** The spec of a sweep as it was given. */
public final class StoredSpec {
  private StoredSpec() {}

  /** Reads it from the sweep's folder, under the name that the sweep has. */
  public static Spec read(ResultsFolder folder, Store store, String sweepId, Console streams) {
    SweepHeader header = store.sweep(sweepId).orElseThrow().header();
    Path file = folder.spec(sweepId, header.specFile());
    SpecReader.Read read = SpecReader.read(file, TrainerRegistry::catalog);
    read.warnings().forEach(warning -> streams.message("warning: %s".formatted(warning)));
    return read.spec().named(header.name());
  }
}
