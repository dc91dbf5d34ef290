package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.ProgramCatalogs;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.JournaledLooks;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.publish.StandingLook;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;

/** Publishers and stored sweeps that know the programs of this product. */
public final class Publishers {
  private Publishers() {}

  public static Publisher of(Store store, ResultsFolder results) {
    return new Publisher(store, results.root(), ProgramCatalogs::of);
  }

  /** A sweep to be analysed, as {@link StoredSweep#of} reads it. */
  public static StoredSweep sweep(Store store, String sweepId) {
    return StoredSweep.of(store, sweepId, Publishers::catalog);
  }

  /** The same, with its last look held against its readings. */
  public static StoredSweep sweep(Store store, ResultsFolder results, String sweepId) {
    return StoredSweep.of(store, sweepId, Publishers::catalog, new StandingLook(results));
  }

  /** The same, with every look held against the readings that it was taken at. */
  public static StoredSweep audited(Store store, ResultsFolder results, String sweepId) {
    return StoredSweep.of(store, sweepId, Publishers::catalog, looks(results));
  }

  static StoredSweep sweepWithCurves(Store store, ResultsFolder results, String sweepId) {
    return StoredSweep.withCurves(store, sweepId, Publishers::catalog, new StandingLook(results));
  }

  static JournaledLooks looks(ResultsFolder results) {
    return new JournaledLooks(results, H2Store::open, Publishers::catalog);
  }

  /** What the program of a sweep declares. */
  public static Catalog catalog(SweepRecord sweep) {
    ProgramRef program = sweep.header().program();
    return ProgramCatalogs.of(program).orElseGet(() -> new OpenCatalog(program.text()));
  }
}
