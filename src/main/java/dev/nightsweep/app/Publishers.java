package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.ProgramCatalogs;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.store.Store;

/** Publishers that know the programs of this product. */
public final class Publishers {
  private Publishers() {}

  public static Publisher of(Store store, ResultsFolder results) {
    return new Publisher(store, results.root(), ProgramCatalogs::catalog);
  }
}
