package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Start;
import dev.nightsweep.tracker.mlflow.MlflowSchema;
import dev.nightsweep.tracker.sqlite.WrittenDatabase;
import dev.nightsweep.tracker.tensorboard.EventBytes;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that log to MLflow or for TensorBoard: shell scripts that bring what those write. */
@DisabledOnOs(OS.WINDOWS)
class TrackedTrainingTest implements Watcher {
  @TempDir private Path folder;
  private final SortedMap<Integer, Map<String, Double>> epochs = new TreeMap<>();
  private Path runFolder;

  @BeforeEach
  void makeTheRunsFolder() throws IOException {
    runFolder = Files.createDirectories(folder.resolve("results/sweep/runs/run"));
  }

  @Override
  public void progressed(int epoch, long done, long of) {}

  @Override
  public void epochFinished(int epoch, Map<String, Double> metrics, Map<String, Double> system) {
    epochs.put(epoch, metrics);
  }

  @Override
  public boolean isInterrupted() {
    return false;
  }

  private Outcome train(String tracker, String script) throws IOException {
    Path file = Files.writeString(folder.resolve("program.sh"), script);
    Assignment run =
        new Assignment(
            "s",
            "r",
            1,
            new Assignment.Task(
                "sh %s ${metrics_from:%s}".formatted(file, tracker),
                Settings.of(Map.of()),
                7,
                "id"),
            Assignment.Checkpoints.NONE,
            runFolder.toString(),
            Environment.of(Map.of()),
            0);
    return new CommandTrainer().train(run, Start.BEGINNING, this);
  }

  private void assertTwoEpochs(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(epochs.keySet()).containsExactly(1, 2);
    assertThat(epochs.get(1)).containsEntry("acc", 0.5);
    assertThat(epochs.get(2)).containsEntry("acc", 0.75);
  }

  private Path database() throws IOException {
    Path file = folder.resolve("made.db");
    try (WrittenDatabase database = new WrittenDatabase(file)) {
      MlflowSchema.run(MlflowSchema.make(database), "a");
      MlflowSchema.metric(database, "a", "acc", "0.5, 2000, 1, 0");
      MlflowSchema.metric(database, "a", "acc", "0.75, 2001, 2, 0");
    }
    return file;
  }

  private Path events() throws IOException {
    return Files.write(
        folder.resolve("made.events"),
        new EventBytes().scalar("acc", 1, 0.5f, 100).scalar("acc", 2, 0.75f, 101).bytes());
  }

  @Test
  void whatIsLoggedToMlflowIsRead() throws IOException {
    Files.writeString(runFolder.resolve("mlflow.db"), "of an earlier attempt");
    assertTwoEpochs(
        train("mlflow", "cp %s \"${MLFLOW_TRACKING_URI#sqlite:///}\"".formatted(database())));
    assertThat(runFolder.resolve("mlflow.db")).exists();
  }

  @Test
  void aProgramThatLogsElsewhereIsToldHowToLogHere() throws IOException {
    Outcome outcome = train("mlflow", "exit 0");
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(new MlflowTracking(runFolder, name -> null).complaint().orElseThrow())
        .contains("set_tracking_uri");
  }

  @Test
  void namesOfRunsInOtherDatabasesAreNotHandedOn() throws IOException {
    MlflowTracking tracking =
        new MlflowTracking(runFolder, name -> name.equals("MLFLOW_RUN_ID") ? "abc" : null);
    assertThat(tracking.prepare())
        .containsEntry("MLFLOW_TRACKING_URI", "sqlite:///" + runFolder.resolve("mlflow.db"))
        .containsEntry("MLFLOW_RUN_ID", "")
        .doesNotContainKey("MLFLOW_EXPERIMENT_ID");
  }

  @Test
  void eventFilesInTheRunsFolderAreRead() throws IOException {
    assertTwoEpochs(
        train(
            "tensorboard",
            "mkdir $TENSORBOARD_LOGDIR && cp %s $TENSORBOARD_LOGDIR/events.out.tfevents.1764500000.host"
                .formatted(events())));
  }

  /** In the folder that it was started in, as scripts do that know nothing of a run's folder. */
  @Test
  void eventFilesOfTheProgramItselfAreReadWhereverItLogs() throws IOException {
    Path logs = Files.createTempDirectory(Path.of("target"), "logs-");
    try {
      assertTwoEpochs(
          train(
              "tensorboard",
              """
              cp %1$s %2$s/events.out.tfevents.1764500000.host.1.0
              cp %1$s %2$s/events.out.tfevents.1764500000.host.$$.0
              sleep 0.3
              """
                  .formatted(events(), logs)));
    } finally {
      try (var files = Files.list(logs)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(logs);
    }
  }

  /** What it has open is its own, wherever it is and whatever its name does not tell. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void eventFilesThatTheProgramHasOpenAreReadWhereverTheyAre() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path other = elsewhere.resolve("events.out.tfevents.1764500000.other");
    Files.copy(events(), other);
    assertTwoEpochs(
        train(
            "tensorboard",
            """
            exec 3> %1$s/events.out.tfevents.1764500000.host 4< %3$s
            cat %2$s >&3
            sleep 2
            """
                .formatted(elsewhere, events(), other)));
  }

  @Test
  void aDamagedFileFailsTheRunAndIsNamed() throws IOException {
    Outcome outcome =
        train(
            "tensorboard",
            "mkdir $TENSORBOARD_LOGDIR && head -c 99 /dev/zero > $TENSORBOARD_LOGDIR/events.out.tfevents.1.host");
    assertThat(((Outcome.Failed) outcome).toString())
        .contains("events.out.tfevents.1.host", "checksum");
  }
}
