package dev.nightsweep.tracker.source;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.mlflow.MlflowDatabase;
import dev.nightsweep.tracker.mlflow.MlflowFolder;
import dev.nightsweep.tracker.optuna.OptunaDatabase;
import dev.nightsweep.tracker.optuna.OptunaJournal;
import dev.nightsweep.tracker.table.CsvTable;
import dev.nightsweep.tracker.table.JsonTable;
import dev.nightsweep.tracker.table.TableRuns;
import dev.nightsweep.tracker.trackio.TrackioDatabase;
import dev.nightsweep.tracker.wandb.WandbCsv;
import dev.nightsweep.tracker.wandb.WandbFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads all runs of a tracker's files. Nothing in them is run, links are not followed. */
public final class TrackerSource {
  private TrackerSource() {}

  /**
   * Reads them.
   *
   * @param path a file or a folder, as the tracker keeps its runs
   * @throws dev.nightsweep.tracker.UnreadableRunException if it is damaged, of another kind, or
   *     beyond the limits
   */
  public static TrackedRuns read(SourceKind kind, Path path) throws IOException {
    FoundRuns found = found(kind, path);
    return new TrackedRuns(kind, path, found.runs(), found.remarks());
  }

  private static FoundRuns found(SourceKind kind, Path path) throws IOException {
    return switch (kind) {
      case MLFLOW ->
          plain(Files.isDirectory(path) ? MlflowFolder.runs(path) : MlflowDatabase.runs(path));
      case OPTUNA ->
          plain(
              path.getFileName().toString().endsWith(".db")
                  ? OptunaDatabase.runs(path)
                  : OptunaJournal.runs(path));
      case TRACKIO -> plain(TrackioDatabase.runs(path));
      case WANDB -> isCsv(path) ? WandbCsv.read(path) : WandbFolder.read(path);
      case CSV -> TableRuns.of(CsvTable.read(path));
      case JSON -> TableRuns.of(JsonTable.read(path));
      case TENSORBOARD -> throw new IOException("%s is not read yet".formatted(kind.text()));
    };
  }

  private static FoundRuns plain(List<TrackedRun> runs) {
    return new FoundRuns(runs, List.of());
  }

  private static boolean isCsv(Path path) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }
}
