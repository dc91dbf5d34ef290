package dev.nightsweep.cli;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.util.List;

/** Finds sweeps by their id or its beginning, those too that only their folder knows. */
final class SweepFolders {
  private SweepFolders() {}

  static String find(Store store, ResultsFolder results, String prefix) throws IOException {
    List<String> folders =
        results.sweepIds().stream()
            .filter(id -> id.startsWith(prefix))
            .filter(id -> store.sweep(id).isEmpty())
            .toList();
    boolean known = !store.idsStartingWith(prefix).isEmpty();
    return folders.size() == 1 && !known ? folders.get(0) : new Ids(store).sweep(prefix).sweepId();
  }
}
