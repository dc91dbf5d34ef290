package dev.nightsweep.app;

import dev.nightsweep.machine.ProgramCatalogs;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.spec.SpecReader;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Reads specs for programs of this product, the user's and those of stored sweeps. */
final class SpecFile {
  private SpecFile() {}

  /**
   * Reads and checks a spec.
   *
   * @param cap at most that many runs, whatever the file says
   * @param listener hears its warnings
   * @throws SpecException if it has any problem
   */
  static Spec read(Path file, OptionalInt cap, SessionListener listener) {
    SpecReader.Read read = SpecReader.read(file, cap, ProgramCatalogs::catalog);
    read.warnings().forEach(warning -> listener.specWarning(warning.toString()));
    return read.spec();
  }

  /**
   * The spec, which says no cap, with that of its stored sweep, if it is of the same text else; of
   * a search, which needs one, in any case.
   */
  static Spec cappedAs(Spec given, ResultsOwner owner, String sweepId) {
    Spec stored;
    try {
      stored = ofSweep(owner, sweepId, SessionListener.NONE);
    } catch (SpecException e) {
      return given; // what it was capped at is not known any more
    }
    if (stored.runCap().isEmpty()) {
      return given;
    }
    Spec capped =
        SpecReader.read(
                given.source().fileName(),
                given.source().text(),
                stored.runCap(),
                ProgramCatalogs::catalog)
            .spec()
            .named(given.name());
    boolean same = capped.source().text().equals(stored.source().text());
    return same || given.isSearch() ? capped : given;
  }

  /** The spec of a sweep as it was given, under the name that the sweep has. */
  static Spec ofSweep(ResultsOwner owner, String sweepId, SessionListener listener) {
    SweepHeader header = owner.store().sweep(sweepId).orElseThrow().header();
    Path file = owner.folder().spec(sweepId, header.specFile());
    return read(file, OptionalInt.empty(), listener).named(header.name()).ofSweep(sweepId);
  }
}
