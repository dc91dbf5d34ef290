package dev.nightsweep.tracker.source;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.mlflow.MlflowDatabase;
import dev.nightsweep.tracker.mlflow.MlflowFolder;
import dev.nightsweep.tracker.optuna.OptunaDatabase;
import dev.nightsweep.tracker.optuna.OptunaJournal;
import dev.nightsweep.tracker.sqlite.ForeignDatabase;
import dev.nightsweep.tracker.table.CsvRunTable;
import dev.nightsweep.tracker.table.JsonRunTable;
import dev.nightsweep.tracker.table.TableRuns;
import dev.nightsweep.tracker.tensorboard.LogFolder;
import dev.nightsweep.tracker.trackio.TrackioDatabase;
import dev.nightsweep.tracker.trackio.TrackioFolder;
import dev.nightsweep.tracker.wandb.WandbCsv;
import dev.nightsweep.tracker.wandb.WandbFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Reads all runs of a tracker's files. Nothing in them is run, links are not followed. */
public final class TrackerSource {
  private static final Set<SourceKind> ONE_FILE =
      EnumSet.of(SourceKind.OPTUNA, SourceKind.CSV, SourceKind.JSON);

  private TrackerSource() {}

  /**
   * Reads them.
   *
   * @param path a file or a folder, as the tracker keeps its runs
   * @throws dev.nightsweep.tracker.UnreadableRunException if it is damaged, of another kind, or
   *     beyond the limits
   */
  public static TrackedRuns read(SourceKind kind, Path path) throws IOException {
    Path real = real(path);
    FoundRuns found = SharedNames.checked(real, found(kind, real));
    return new TrackedRuns(kind, path, found.runs(), found.remarks());
  }

  /** Links on the way to what the user names are the user's own; those in it are not followed. */
  private static Path real(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      throw new UnreadableRunException(path, "there is no such file or folder");
    }
  }

  private static FoundRuns found(SourceKind kind, Path path) throws IOException {
    boolean isFolder = Files.isDirectory(path);
    if (isFolder && ONE_FILE.contains(kind)) {
      throw new UnreadableRunException(
          path, "it is a folder, and %s is one file".formatted(kind.text()));
    }
    return switch (kind) {
      case MLFLOW -> isFolder ? MlflowFolder.read(path) : MlflowDatabase.read(path);
      case OPTUNA ->
          ForeignDatabase.isOne(path) ? OptunaDatabase.read(path) : OptunaJournal.read(path);
      case TRACKIO -> isFolder ? TrackioFolder.read(path) : TrackioDatabase.read(path);
      case WANDB -> isCsv(path) ? WandbCsv.read(path) : WandbFolder.read(path);
      case TENSORBOARD -> LogFolder.read(path);
      case CSV -> TableRuns.of(CsvRunTable.read(path));
      case JSON -> TableRuns.of(JsonRunTable.read(path));
    };
  }

  private static boolean isCsv(Path path) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }
}
