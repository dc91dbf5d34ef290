package dev.nightsweep.train.command;

import dev.nightsweep.tracker.RunFiles;
import dev.nightsweep.tracker.mlflow.MlflowFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** MLflow with a database in the run's folder, so that it needs no server. */
final class MlflowTracking implements Tracking {
  private static final String NAME = "mlflow.db";

  /** What SQLite may leave with a database. */
  private static final List<String> PARTS = List.of("", "-wal", "-shm", "-journal");

  /** They name a run or an experiment of another database. */
  private static final List<String> OTHERS = List.of("MLFLOW_RUN_ID", "MLFLOW_EXPERIMENT_ID");

  private final Path database;
  private final UnaryOperator<String> environment;
  private final MlflowFiles files;

  /**
   * @param folder the run's
   * @param environment the value of a variable, null if it is not set
   */
  MlflowTracking(Path folder, UnaryOperator<String> environment) {
    this.database = folder.toAbsolutePath().resolve(NAME);
    this.environment = environment;
    this.files = new MlflowFiles(database);
  }

  @Override
  public Map<String, String> prepare() throws IOException {
    String path = database.toString().replace('\\', '/');
    if (path.contains("?")) {
      throw new IOException(
          "MLflow takes no path with a question mark: " + path + ". Name another results folder.");
    }
    for (String part : PARTS) {
      Files.deleteIfExists(database.resolveSibling(NAME + part));
    }
    Map<String, String> variables = new TreeMap<>();
    variables.put("MLFLOW_TRACKING_URI", "sqlite:///" + path);
    OTHERS.stream()
        .filter(name -> environment.apply(name) != null)
        .forEach(name -> variables.put(name, ""));
    return variables;
  }

  @Override
  public Optional<RunFiles> find() {
    return Files.exists(database) ? Optional.of(files) : Optional.empty();
  }

  @Override
  public String text() {
    return "the MLflow run";
  }

  @Override
  public Optional<String> complaint() {
    return Files.exists(database)
        ? files.unread()
        : Optional.of(
            "the program has logged nothing to MLFLOW_TRACKING_URI, which is %s: does it call mlflow.set_tracking_uri?"
                .formatted(database));
  }
}
