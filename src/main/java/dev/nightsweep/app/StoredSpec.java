package dev.nightsweep.app;

import dev.nightsweep.machine.TrainerRegistry;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.spec.SpecReader;

/** The spec of a sweep as it was given. */
final class StoredSpec {
  private StoredSpec() {}

  /** Reads it from the sweep's folder, under the name that the sweep has. */
  static Spec read(ResultsOwner owner, String sweepId, SessionListener listener) {
    SweepHeader header = owner.store().sweep(sweepId).orElseThrow().header();
    SpecReader.Read read =
        SpecReader.read(owner.folder().spec(sweepId, header.specFile()), TrainerRegistry::catalog);
    read.warnings().forEach(warning -> listener.specWarning(warning.toString()));
    return read.spec().named(header.name());
  }
}
