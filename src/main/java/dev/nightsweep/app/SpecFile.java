package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.ProgramCatalogs;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.spec.GivenKeys;
import dev.nightsweep.spec.Programs;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.spec.SpecReader;
import java.nio.file.Path;

/** Reads specs for programs of this product, the user's and those of stored sweeps. */
final class SpecFile {
  private SpecFile() {}

  /**
   * Reads and checks a spec.
   *
   * @param given what counts as if the file said it
   * @param listener hears its warnings
   * @throws SpecException if it has any problem
   */
  static Spec read(Path file, GivenKeys given, SessionListener listener) {
    Programs programs =
        StoredPlan.around(file)
            .map(plan -> ProgramCatalogs.ALL.with(plan.header().program()))
            .orElse(ProgramCatalogs.ALL);
    return read(file, given, programs, listener);
  }

  private static Spec read(
      Path file, GivenKeys given, Programs programs, SessionListener listener) {
    SpecReader.Read read = SpecReader.read(file, given, programs);
    read.warnings().forEach(warning -> listener.specWarning(warning.toString()));
    return ResultsFolder.isOfImport(file) ? read.spec().ofImport() : read.spec();
  }

  /**
   * The spec with what was given beside its file when its stored sweep was begun, until other is
   * given: if it is of the same text else; the cap of a search, which needs one, in any case.
   */
  static Spec asStored(Spec given, ResultsOwner owner, String sweepId) {
    return asBegun(withGiven(given, owner, sweepId), owner, sweepId);
  }

  private static Spec withGiven(Spec given, ResultsOwner owner, String sweepId) {
    Spec stored;
    try {
      stored = ofSweep(owner, sweepId, SessionListener.NONE);
    } catch (SpecException e) {
      return given; // what it was given is not known any more
    }
    GivenKeys known = GivenKeys.of(stored.source());
    if (known.below(given.source()).equals(stored.source().text())) {
      return told(given, known);
    }
    return given.isSearch() && given.runCap().isEmpty()
        ? told(given, GivenKeys.ofCap(stored.runCap()))
        : given;
  }

  /** A sweep goes on with nested parameters as its program got them when it was begun. */
  private static Spec asBegun(Spec spec, ResultsOwner owner, String sweepId) {
    ProgramRef begun = owner.store().sweep(sweepId).orElseThrow().header().program();
    return spec.program() instanceof ProgramRef.Command command && command.continues(begun)
        ? of(begun, spec)
        : spec;
  }

  /** The same of that program. */
  static Spec of(ProgramRef program, Spec spec) {
    return new Spec(
        spec.name(),
        spec.description(),
        program,
        spec.space(),
        spec.objective(),
        spec.ablation(),
        spec.stopping(),
        spec.source());
  }

  private static Spec told(Spec spec, GivenKeys keys) {
    String text = keys.and(GivenKeys.of(spec.source())).below(spec.source());
    Programs programs = ProgramCatalogs.ALL.asOf(spec.program());
    return SpecReader.read(spec.source().fileName(), text, programs)
        .spec()
        .named(spec.name())
        .readLike(spec);
  }

  /** The spec of a sweep as it was given, under the name that the sweep has. */
  static Spec ofSweep(ResultsOwner owner, String sweepId, SessionListener listener) {
    SweepHeader header = owner.store().sweep(sweepId).orElseThrow().header();
    Programs programs = ProgramCatalogs.ALL.asOf(header.program());
    Spec spec =
        read(owner.folder().spec(sweepId, header.specFile()), GivenKeys.NONE, programs, listener)
            .named(header.name())
            .ofSweep(sweepId);
    return asBegun(spec, owner, sweepId);
  }
}
