package dev.nightsweep.tracker.source;

import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.mlflow.MlflowDatabase;
import dev.nightsweep.tracker.mlflow.MlflowFolder;
import dev.nightsweep.tracker.optuna.OptunaDatabase;
import dev.nightsweep.tracker.optuna.OptunaJournal;
import dev.nightsweep.tracker.trackio.TrackioDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    return new TrackedRuns(kind, path, runs(kind, path), List.of());
  }

  private static List<TrackedRun> runs(SourceKind kind, Path path) throws IOException {
    return switch (kind) {
      case MLFLOW -> Files.isDirectory(path) ? MlflowFolder.runs(path) : MlflowDatabase.runs(path);
      case OPTUNA ->
          path.getFileName().toString().endsWith(".db")
              ? OptunaDatabase.runs(path)
              : OptunaJournal.runs(path);
      case TRACKIO -> TrackioDatabase.runs(path);
      case WANDB, TENSORBOARD, CSV, JSON ->
          throw new IOException("%s is not read yet".formatted(kind.text()));
    };
  }
}
