package dev.nightsweep.train.command;

import dev.nightsweep.tracker.RunFiles;
import dev.nightsweep.tracker.tensorboard.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * TensorBoard's event files, wherever the program writes them: scripts choose their log folders in
 * many ways, and few read a variable.
 */
final class TensorboardTracking implements Tracking {
  private final Path folder;
  private final OwnProcesses processes = new OwnProcesses();
  private RunLogs logs;

  /**
   * @param folder the run's
   */
  TensorboardTracking(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  @Override
  public Map<String, String> prepare() throws IOException {
    logs = new RunLogs(folder, Path.of(""), processes);
    String log = folder.resolve("tensorboard").toString();
    return Map.of("TENSORBOARD_LOGDIR", log, "TENSORBOARD_LOGGING_DIR", log);
  }

  @Override
  public Optional<RunFiles> find() {
    return Optional.of(logs.files());
  }

  @Override
  public String text() {
    return "TensorBoard's event files";
  }

  @Override
  public Optional<String> complaint() {
    boolean areThere = logs.areThere();
    if (!logs.nobodys().isEmpty()) {
      return Optional.of(
          "the name of %s does not tell which run wrote it, so it was not read: log to NIGHTSWEEP_RUN_DIR"
              .formatted(logs.nobodys().get(0)));
    }
    return areThere
        ? Optional.empty()
        : Optional.of(
            "the program has begun no event file in %s or below %s"
                .formatted(folder, Path.of("").toAbsolutePath()));
  }
}
