package dev.nightsweep.tracker.mlflow;

import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders of files as MLflow kept runs in before version 3.7: {@code mlruns}, in it one for each
 * experiment, in it one for each run. Links are not followed.
 */
public final class MlflowFolder {
  static final int MAX_RUNS = 100_000;

  /** {@code mlruns}, an experiment, a run. */
  private static final int LEVELS = 2;

  private MlflowFolder() {}

  /**
   * All runs in it that were not deleted, in the order of their folders' names.
   *
   * @param folder the whole, or one experiment's, or one run's
   */
  public static List<TrackedRun> runs(Path folder) throws IOException {
    List<TrackedRun> runs = new ArrayList<>();
    collect(folder, LEVELS, runs);
    if (runs.isEmpty()) {
      throw new UnreadableRunException(
          folder,
          "there are no runs of MLflow in it: a run is a folder with meta.yaml, params and metrics");
    }
    return runs;
  }

  private static void collect(Path folder, int levels, List<TrackedRun> runs) throws IOException {
    if (RunFolder.isOne(folder)) {
      new RunFolder(folder).read().ifPresent(runs::add);
      if (runs.size() > MAX_RUNS) {
        throw new UnreadableRunException(folder, "there are more than %d runs".formatted(MAX_RUNS));
      }
    } else if (levels > 0) {
      for (Path inner : folders(folder)) {
        collect(inner, levels - 1, runs);
      }
    }
  }

  private static List<Path> folders(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> inner =
        Files.newDirectoryStream(
            folder,
            it ->
                Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS)
                    && !it.getFileName().toString().startsWith("."))) {
      inner.forEach(folders::add);
    }
    folders.sort(null);
    return folders;
  }
}
