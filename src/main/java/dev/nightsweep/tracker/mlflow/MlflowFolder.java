package dev.nightsweep.tracker.mlflow;

import dev.nightsweep.tracker.FolderRuns;
import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.TrackedRun;
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
  private static final String DATABASE = "mlflow.db";

  /** {@code mlruns}, an experiment, a run. */
  private static final int LEVELS = 2;

  private final FolderRuns runs;
  private int deleted;

  private MlflowFolder(Path folder) {
    this.runs = new FolderRuns(folder);
  }

  /**
   * All runs in it that were not deleted, in the order of their folders' names; those of the
   * database, if one lies there. One that is damaged is left out.
   *
   * @param folder the whole, or one experiment's, or one run's
   */
  public static FoundRuns read(Path folder) throws IOException {
    Path database = folder.resolve(DATABASE);
    if (Files.isRegularFile(database, LinkOption.NOFOLLOW_LINKS)) {
      return MlflowDatabase.read(database);
    }
    MlflowFolder reading = new MlflowFolder(folder);
    reading.collect(folder, LEVELS);
    FoundRuns found =
        reading.runs.found(
            "there are no runs of MLflow in it: a run is a folder with meta.yaml, params and metrics");
    List<String> remarks = new ArrayList<>(found.remarks());
    RunRemarks.of(found.runs(), reading.deleted, remarks);
    return new FoundRuns(found.runs(), remarks);
  }

  private void collect(Path folder, int levels) throws IOException {
    if (RunFolder.isOne(folder)) {
      runs.add(() -> run(folder));
    } else if (levels > 0) {
      for (Path inner : folders(folder)) {
        collect(inner, levels - 1);
      }
    }
  }

  private List<TrackedRun> run(Path folder) throws IOException {
    List<TrackedRun> read = new RunFolder(folder).read().stream().toList();
    deleted += read.isEmpty() ? 1 : 0;
    return read;
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
