package dev.nightsweep.cli;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.store.Store;
import dev.nightsweep.train.dl4j.AlexNetCatalog;
import dev.nightsweep.train.simulated.SimulatedCatalog;
import java.util.List;
import java.util.Optional;

/** What a spec's {@code program} may be. */
final class Programs {
  static final String ALEXNET = "alexnet";
  private static final List<Catalog> CATALOGS =
      List.of(new AlexNetCatalog(), new SimulatedCatalog(new AlexNetCatalog()));

  private Programs() {}

  static Optional<Catalog> catalog(String program) {
    return CATALOGS.stream().filter(catalog -> catalog.program().equals(program)).findFirst();
  }

  /** The names of all programs, the default one first. */
  static List<String> names() {
    return CATALOGS.stream().map(Catalog::program).toList();
  }

  static Publisher publisher(Store store, ResultsFolder results) {
    return new Publisher(store, results.root(), Programs::catalog);
  }
}
