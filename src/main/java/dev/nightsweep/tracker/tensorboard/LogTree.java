package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.NamedPairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which of the folders with event files are of one run: a folder and those of its parts of the
 * data, such as {@code train}; a folder and the only one below it with hyperparameters, which
 * add_hparams makes; a folder and those below it without any.
 */
final class LogTree {
  private final Path root;
  private final Map<Path, LoggedFolder> folders = new LinkedHashMap<>();
  private final SortedSet<String> joined = new TreeSet<>();

  /**
   * @param folders the outer ones first
   */
  LogTree(Path root, List<LoggedFolder> folders) {
    this.root = root;
    folders.forEach(folder -> this.folders.put(folder.path(), folder));
  }

  /** The folders of each run, by the folder that is the run's. */
  Map<Path, List<LoggedFolder>> runs() {
    Map<Path, List<LoggedFolder>> runs = new LinkedHashMap<>();
    for (LoggedFolder folder : folders.values()) {
      if (!folder.facts().isEmpty()) {
        runs.computeIfAbsent(run(folder.path()), path -> new ArrayList<>()).add(folder);
      }
    }
    return runs;
  }

  /** Those that were taken for parts of a run only because the folder above them logs too. */
  SortedSet<String> joined() {
    return joined;
  }

  private Path run(Path folder) {
    Path base = folder;
    while (SeriesNames.isPart(base) && !base.equals(root)) {
      base = base.getParent();
    }
    Optional<Path> above = above(base);
    if (above.isEmpty() || isOfItsOwn(base, above.get())) {
      return base;
    }
    if (!hasSession(base)) {
      joined.add(root.relativize(base).toString());
    }
    return run(above.get());
  }

  private boolean isOfItsOwn(Path base, Path above) {
    if (hasSession(base)) {
      return hasSession(above)
          || folders.keySet().stream()
                  .filter(path -> path.startsWith(above) && hasSession(path))
                  .count()
              > 1;
    }
    return !NamedPairs.in(base.getFileName().toString()).isEmpty();
  }

  private boolean hasSession(Path path) {
    return folders.containsKey(path) && folders.get(path).hasSession();
  }

  /**
   * The nearest folder above it that logs; the outermost counts only if there are numbers in it.
   */
  private Optional<Path> above(Path base) {
    for (Path path = base; !path.equals(root); ) {
      path = path.getParent();
      LoggedFolder folder = folders.get(path);
      if (folder != null && (!path.equals(root) || folder.hasScalars())) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }
}
