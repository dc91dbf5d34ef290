package dev.nightsweep.tracker.mlflow;

import static dev.nightsweep.tracker.mlflow.MlflowSchema.metric;
import static dev.nightsweep.tracker.mlflow.MlflowSchema.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedFact.Label;
import dev.nightsweep.tracker.TrackedFact.Parameter;
import dev.nightsweep.tracker.TrackedFact.Point;
import dev.nightsweep.tracker.TrackedFact.State;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.sqlite.WrittenDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database of MLflow, while a program logs to it and afterwards. */
class MlflowFilesTest {
  @TempDir private Path folder;
  private Path file;
  private long nanos;
  private long between = 1_000_000_000;

  /** A clock that has moved on each time it is asked. */
  private long later() {
    nanos += between;
    return nanos;
  }

  @BeforeEach
  void nameIt() {
    file = folder.resolve("mlflow.db");
  }

  /** What a stranger's may be is less: a run of ours may log for days. */
  @Test
  void theDatabaseOfARunMayBecomeLarge() throws IOException {
    try (WrittenDatabase database = new WrittenDatabase(file)) {
      MlflowSchema.make(database);
      run(database, "a");
      metric(database, "a", "acc", "0.5, 2000, 1, 0");
    }
    try (FileChannel large = FileChannel.open(file, StandardOpenOption.WRITE)) {
      large.write(ByteBuffer.allocate(1), TrackerLimits.MAX_FILE_BYTES);
    }
    try (MlflowFiles files = new MlflowFiles(file, this::later)) {
      assertThat(files.read()).contains(new Point("acc", 1, 0.5, 2000));
    }
  }

  @Test
  void whatARunLogsIsReadOnceAsItComes() throws IOException {
    try (MlflowFiles files = new MlflowFiles(file, this::later);
        WrittenDatabase database = new WrittenDatabase(file)) {
      assertThat(files.read()).isEmpty();
      database.run("CREATE TABLE alembic_version (version_num VARCHAR(32))");
      assertThat(files.read()).isEmpty();
      MlflowSchema.make(database);
      run(database, "a").run("INSERT INTO params VALUES ('lr', '0.1', 'a')");
      assertThat(files.read())
          .containsExactly(
              new Label("name", "name of a"),
              new Label("experiment", "1"),
              new State(RunState.RUNNING, 1000),
              new Parameter("lr", "\"0.1\""));
      metric(database, "a", "acc", "0.5, 2000, 1, 0");
      assertThat(files.read()).containsExactly(new Point("acc", 1, 0.5, 2000));
      metric(database, "a", "acc", "0, 2001, 2, 1");
      metric(database, "a", "acc", "-1.7976931348623157e308, 2002, 3, 0");
      assertThat(files.read())
          .containsExactly(
              new Point("acc", 2, Double.NaN, 2001),
              new Point("acc", 3, Double.NEGATIVE_INFINITY, 2002));
      database.run("UPDATE runs SET status = 'FINISHED', end_time = 3000");
      assertThat(files.rest()).contains(new State(RunState.FINISHED, 3000)).hasSize(4);
      assertThat(files.rest()).isEmpty();
    }
  }

  /** A look every few milliseconds would open it hundreds of times a second. */
  @Test
  void aDatabaseThatGrowsIsNotOpenedAtEveryLook() throws IOException {
    try (MlflowFiles files = new MlflowFiles(file, this::later);
        WrittenDatabase database = new WrittenDatabase(file)) {
      run(MlflowSchema.make(database), "a");
      assertThat(files.read()).isNotEmpty();
      between = 1_000_000;
      metric(database, "a", "acc", "0.5, 2000, 1, 0");
      assertThat(files.read()).as("a millisecond later").isEmpty();
      between = 1_000_000_000;
      assertThat(files.read()).containsExactly(new Point("acc", 1, 0.5, 2000));
      between = 1_000_000;
      metric(database, "a", "acc", "0.6, 2000, 2, 0");
      assertThat(files.rest()).as("at the end").containsExactly(new Point("acc", 2, 0.6, 2000));
    }
  }

  /** MLflow makes its first tables, then alters them. */
  @Test
  void tablesThatAreBeingMadeAreWaitedFor() throws IOException {
    try (MlflowFiles files = new MlflowFiles(file, this::later);
        WrittenDatabase database = new WrittenDatabase(file)) {
      MlflowSchema.make(database).run("ALTER TABLE metrics RENAME COLUMN step TO _step");
      assertThat(files.read()).isEmpty();
      database.run("ALTER TABLE metrics RENAME COLUMN _step TO step");
      run(database, "a");
      assertThat(files.read()).isNotEmpty();
    }
    try (WrittenDatabase database = new WrittenDatabase(file)) {
      database.run("ALTER TABLE metrics RENAME COLUMN step TO _step");
    }
    assertThatThrownBy(() -> MlflowDatabase.read(file).runs()).hasMessageContaining("“step”");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void aProgramThatWritesMeanwhileLosesNothing(String mode) throws Exception {
    try (WrittenDatabase database = new WrittenDatabase(file)) {
      database.run("PRAGMA journal_mode = " + mode, "PRAGMA busy_timeout = 5000");
      run(MlflowSchema.make(database), "a");
    }
    Thread writer =
        new Thread(
            () -> {
              try (WrittenDatabase database = new WrittenDatabase(file)) {
                database.run("PRAGMA busy_timeout = 5000");
                for (int i = 0; i < 300; i++) {
                  metric(database, "a", "acc", "%d, %d, %d, 0".formatted(i, i, i));
                }
              }
            });
    List<Double> values = new ArrayList<>();
    try (MlflowFiles files = new MlflowFiles(file, this::later)) {
      writer.start();
      while (writer.isAlive()) {
        values.addAll(values(files.read()));
      }
      writer.join();
      values.addAll(values(files.rest()));
    }
    assertThat(values).hasSize(300).isSorted().doesNotHaveDuplicates();
  }

  private static List<Double> values(List<TrackedFact> facts) {
    return facts.stream()
        .filter(Point.class::isInstance)
        .map(fact -> ((Point) fact).value())
        .toList();
  }

  @Test
  void aMetricOfTwoRunsIsNotMixed() throws IOException {
    try (MlflowFiles files = new MlflowFiles(file, this::later);
        WrittenDatabase database = new WrittenDatabase(file)) {
      run(run(MlflowSchema.make(database), "a"), "b");
      metric(database, "a", "acc", "0.5, 2000, 1, 0");
      metric(database, "b", "loss", "0.5, 2000, 1, 0");
      assertThat(values(files.read())).hasSize(2);
      metric(database, "b", "acc", "0.6, 2000, 1, 0");
      assertThatThrownBy(files::rest)
          .isInstanceOf(UnreadableRunException.class)
          .hasMessageContaining("“acc”")
          .hasMessageContaining("mlflow.db");
    }
  }

  @Test
  void everyRunOfADatabaseIsFoundButTheDeleted() throws IOException {
    try (WrittenDatabase database = new WrittenDatabase(file)) {
      run(run(run(MlflowSchema.make(database), "a"), "b"), "c");
      metric(database, "b", "acc", "0.5, 2000, 1, 0");
      metric(database, "c", "acc", "0.6, 2000, 1, 0");
      database.run("UPDATE runs SET lifecycle_stage = 'deleted' WHERE run_uuid = 'b'");
    }
    List<TrackedRun> runs = MlflowDatabase.read(file).runs();
    assertThat(runs).extracting(TrackedRun::id).containsExactly("a", "c");
    assertThat(values(runs.get(1).facts())).containsExactly(0.6);
  }

  @Test
  void valuesOfTheWrongTypeAreNamed() {
    try (WrittenDatabase database = new WrittenDatabase(file)) {
      run(MlflowSchema.make(database), "a");
      metric(database, "a", "acc", "'high', 2000, 1, 0");
    }
    assertThatThrownBy(() -> MlflowDatabase.read(file).runs())
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("“metrics”")
        .hasMessageContaining("row 1");
  }

  @Test
  void anotherDatabaseIsNoneOfMlflow() throws IOException {
    try (WrittenDatabase database = new WrittenDatabase(file)) {
      database.run("CREATE TABLE t (x)");
    }
    assertThatThrownBy(() -> MlflowDatabase.read(file).runs())
        .hasMessageContaining("no database of MLflow");
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> MlflowDatabase.read(file).runs())
        .hasMessageContaining("no SQLite database");
  }
}
