package dev.nightsweep.train.command;

import dev.nightsweep.model.ResultsMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Knows what is of a results folder, by what lies in such a folder, and by that of a run. */
final class ResultsAround {
  private static final String SWEEP = "sweep.jsonl";

  private final Optional<Path> sweep;
  private final Map<Path, Boolean> known = new HashMap<>();

  /**
   * @param run the folder of a run that is under way, if one is
   */
  ResultsAround(Optional<Path> run) throws IOException {
    this.sweep = run.isEmpty() ? Optional.empty() : Optional.ofNullable(sweepOf(run.get()));
  }

  private static Path sweepOf(Path run) throws IOException {
    Path whole = Files.exists(run) ? run.toRealPath() : run.toAbsolutePath();
    return whole.getNameCount() > 2 ? whole.getParent().getParent() : null;
  }

  /** Whether the folder is one of results, or of a sweep. */
  boolean is(Path folder) {
    return sweep.filter(folder::equals).isPresent()
        || Files.exists(folder.resolve(ResultsMark.DATABASE))
        || Files.exists(folder.resolve(SWEEP));
  }

  /** Whether the file is in such a folder. */
  boolean has(Path file) {
    return file.getParent() != null && isWithin(file.getParent());
  }

  private boolean isWithin(Path folder) {
    Boolean found = known.get(folder);
    if (found == null) {
      found = is(folder) || (folder.getParent() != null && isWithin(folder.getParent()));
      known.put(folder, found);
    }
    return found;
  }
}
