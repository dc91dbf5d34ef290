package dev.nightsweep.cli;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.store.Store;
import dev.nightsweep.train.dl4j.AlexNetCatalog;
import java.util.Optional;

/** What a spec's {@code program} may be. */
final class Programs {
  static final String ALEXNET = "alexnet";

  private Programs() {}

  static Optional<Catalog> catalog(String program) {
    return program.equals(ALEXNET) ? Optional.of(new AlexNetCatalog()) : Optional.empty();
  }

  static Publisher publisher(Store store, ResultsFolder results) {
    return new Publisher(store, results.root(), Programs::catalog);
  }
}
