package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds sweeps by their id or its beginning, those too that only their folder knows. */
public final class SweepFolders {
  private SweepFolders() {}

  public static String find(Store store, ResultsFolder results, String prefix) throws IOException {
    Set<String> sweeps = new TreeSet<>(results.sweepIds());
    store.sweeps().stream().map(SweepRecord::sweepId).forEach(sweeps::add);
    List<String> found =
        sweeps.stream().filter(id -> !prefix.isBlank() && id.startsWith(prefix)).toList();
    if (found.contains(prefix) || found.size() == 1) {
      return found.contains(prefix) ? prefix : found.get(0);
    }
    return new IdResolver(store).sweep(prefix).sweepId(); // which says what is wrong with it
  }
}
