package dev.nightsweep.tracker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.tracker.Fixtures;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.sqlite.WrittenDatabase;
import dev.nightsweep.tracker.tensorboard.EventBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exports that are damaged, of another kind or ambiguous: each is named, none is misread. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "some inputs have symbolic links in them")
class DamagedSourcesTest {
  @TempDir private Path folder;

  /** Makes a source in a folder. */
  private interface Making {
    Path in(Path folder) throws IOException;
  }

  /**
   * A source and what is said of it.
   *
   * @param isRead whether the rest of it is read, and it is a remark
   */
  private record Case(String name, SourceKind kind, Making source, boolean isRead, String said) {
    @Override
    public String toString() {
      return kind.text() + ": " + name;
    }
  }

  private static Case refused(String name, SourceKind kind, Making source, String said) {
    return new Case(name, kind, source, false, said);
  }

  private static Case remarked(String name, SourceKind kind, Making source, String said) {
    return new Case(name, kind, source, true, said);
  }

  @ParameterizedTest
  @MethodSource({
    "ofMlflow",
    "ofWandb",
    "ofOptuna",
    "ofTrackio",
    "ofTensorboard",
    "ofCsv",
    "ofJson"
  })
  void isNamed(Case damaged) throws IOException {
    Path path = damaged.source().in(folder);
    if (damaged.isRead()) {
      TrackedRuns read = TrackerSource.read(damaged.kind(), path);
      assertThat(read.runs()).isNotEmpty();
      assertThat(read.remarks()).anySatisfy(it -> assertThat(it).contains(damaged.said()));
    } else {
      assertThatThrownBy(() -> TrackerSource.read(damaged.kind(), path))
          .isInstanceOf(UnreadableRunException.class)
          .hasMessageContaining(damaged.said());
    }
  }

  private static Making text(String... lines) {
    return folder -> Files.writeString(folder.resolve("export.txt"), String.join("\n", lines));
  }

  private static Making bytes(byte[] content) {
    return folder -> Files.write(folder.resolve("export.txt"), content);
  }

  /** What the library wrote, as the study's fixtures have it, and what is done to it. */
  private static Making study(String library, String path, Change change) {
    return folder -> {
      Fixtures.unzipped("study/" + library + ".zip", folder);
      change.of(folder.resolve(path));
      return folder.resolve(path);
    };
  }

  private interface Change {
    void of(Path path) throws IOException;
  }

  private static void cut(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(all, all.length / 2));
  }

  private static void flip(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    all[all.length / 2] ^= 1;
    Files.write(file, all);
  }

  private static Path first(Path folder, String ending) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(it -> it.toString().contains(ending)).sorted().findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Change sql(String... statements) {
    return path -> {
      try (WrittenDatabase database = new WrittenDatabase(path)) {
        database.run(statements);
      }
    };
  }

  static List<Case> ofMlflow() {
    SourceKind kind = SourceKind.MLFLOW;
    return List.of(
        refused(
            "a database that is cut",
            kind,
            study("mlflow", "mlflow.db", DamagedSourcesTest::cut),
            "SQLite says"),
        refused("no database", kind, text("SQLite format 4"), "it is no SQLite database"),
        refused(
            "a database of Optuna",
            kind,
            study("optuna", "study.db", it -> {}),
            "no database of MLflow, or of a version that is not known"),
        refused(
            "a view in the place of a table",
            kind,
            study(
                "mlflow",
                "mlflow.db",
                sql("DROP TABLE params", "CREATE VIEW params AS SELECT 1 AS key")),
            "no plain table (view)"),
        refused(
            "all runs deleted",
            kind,
            study("mlflow", "mlflow.db", sql("UPDATE runs SET lifecycle_stage = 'deleted'")),
            "there is no run in it. 20 deleted runs were left out."),
        remarked(
            "nested runs",
            kind,
            study(
                "mlflow",
                "mlflow.db",
                sql(
                    "INSERT INTO tags (key, value, run_uuid) SELECT 'mlflow.parentRunId', 'x', run_uuid FROM runs LIMIT 3")),
            "3 runs are nested in others"),
        refused("an empty folder", kind, folder -> folder, "there are no runs of MLflow in it"),
        refused("nothing", kind, folder -> folder.resolve("none"), "no such file or folder"),
        remarked(
            "a run with a metric that is cut",
            kind,
            study(
                "mlflow-2",
                "mlruns",
                it -> Files.writeString(first(it, "/metrics/val_acc"), "1764500000000")),
            "Left out:"),
        refused(
            "links to runs elsewhere",
            kind,
            study(
                "mlflow-2",
                "linked",
                it -> {
                  Path run = first(it.resolveSibling("mlruns"), "/params/lr").getParent();
                  Files.createSymbolicLink(
                      Files.createDirectory(it).resolve("run"), run.getParent());
                }),
            "there are no runs of MLflow in it"));
  }

  static List<Case> ofWandb() {
    SourceKind kind = SourceKind.WANDB;
    return List.of(
        remarked(
            "a run with a bit that flipped",
            kind,
            study("wandb", "wandb", it -> flip(first(it, ".wandb"))),
            "Left out:"),
        refused("another file", kind, text("run,acc"), "does not begin as a .wandb file does"),
        refused("an empty folder", kind, folder -> folder, "there is no run of W&B in it"),
        remarked(
            "one run in two folders",
            kind,
            study(
                "wandb",
                "wandb",
                it ->
                    Files.copy(
                        first(it, ".wandb"),
                        Files.createDirectory(it.resolve("run-2")).resolve("run-x.wandb"))),
            "that log the same steps"),
        refused(
            "a chart of groups",
            kind,
            named("chart.csv", "Step,Group: lr=0.1 - acc", "0,0.5"),
            "it is a chart of groups"),
        refused(
            "a chart over time",
            kind,
            named("chart.csv", "Wall Time,a - acc", "1764500000.25,0.5"),
            "only whole steps can be compared"),
        remarked(
            "two runs of one name",
            kind,
            named("table.csv", "Name,lr,acc", "a,0.1,0.5", "a,0.1,0.6"),
            "no column State"));
  }

  private static Making named(String name, String... lines) {
    return folder -> Files.writeString(folder.resolve(name), String.join("\n", lines));
  }

  static List<Case> ofOptuna() {
    SourceKind kind = SourceKind.OPTUNA;
    return List.of(
        refused(
            "a database that is cut",
            kind,
            study("optuna", "study.db", DamagedSourcesTest::cut),
            "SQLite says"),
        remarked(
            "a journal that is cut in a line",
            kind,
            study("optuna", "journal.log", DamagedSourcesTest::cut),
            "Its last line has no end"),
        refused(
            "a journal with a line of zeros",
            kind,
            study(
                "optuna",
                "journal.log",
                it -> {
                  List<String> lines = Files.readAllLines(it);
                  lines.set(4, "\0\0\0");
                  Files.write(it, lines);
                }),
            "line 5 is none of Optuna's journal"),
        refused("a table", kind, text("run,acc", "a,1"), "line 1 is none of Optuna's journal"),
        refused("nothing in it", kind, text(""), "no study of Optuna is created in it"),
        refused("a folder", kind, folder -> folder, "it is a folder, and optuna is one file"),
        refused(
            "a trial of no study",
            kind,
            study("optuna", "study.db", sql("UPDATE trials SET study_id = 9 WHERE trial_id = 3")),
            "row 3 is of no study"),
        refused(
            "a setting that is no choice",
            kind,
            study("optuna", "study.db", sql("UPDATE trial_params SET param_value = 7")),
            "is none of"),
        remarked(
            "several objectives",
            kind,
            folder -> Fixtures.path("optuna/5.0.0/journal.log"),
            "The study “two” has 2 objectives: accuracy, seconds."),
        remarked(
            "a trial that waits",
            kind,
            folder -> Fixtures.path("optuna/5.0.0/journal.log"),
            "1 trial was enqueued and never begun"));
  }

  static List<Case> ofTrackio() {
    SourceKind kind = SourceKind.TRACKIO;
    String database = "lrn-ablation.db";
    return List.of(
        refused(
            "metrics that are cut",
            kind,
            study("trackio", database, sql("UPDATE metrics SET metrics = '{\"a\": ' WHERE id = 7")),
            "row 7 is no JSON object"),
        refused("a folder without databases", kind, folder -> folder, "no database of Trackio"),
        refused(
            "a database of MLflow",
            kind,
            study("mlflow", "mlflow.db", it -> {}),
            "it is no database of Trackio"),
        remarked(
            "one of two projects is damaged",
            kind,
            study("trackio", "", it -> Files.writeString(it.resolve("other.db"), "none")),
            "other.db cannot be read: it is no SQLite database"));
  }

  static List<Case> ofTensorboard() {
    SourceKind kind = SourceKind.TENSORBOARD;
    return List.of(
        remarked(
            "a file with a bit that flipped",
            kind,
            study("tensorboard", "runs", it -> flip(first(it.resolve("run-03"), "tfevents"))),
            "does not match its checksum"),
        refused("an empty folder", kind, folder -> folder, "there is no event file of TensorBoard"),
        refused(
            "a table",
            kind,
            named("tfevents.csv", "run,acc,step,something", "a,1,2,3"),
            "Is it damaged, or no event file?"),
        remarked(
            "two runs that log to one folder",
            kind,
            folder -> {
              logged(folder.resolve("a"), "tfevents.1764500000.host", "acc", 0.5f);
              logged(folder.resolve("a"), "tfevents.1764500001.host", "acc", 0.75f);
              return logged(folder.resolve("b"), "tfevents.1764500000.host", "acc", 0.5f);
            },
            "another event file in its folder has “acc” at step 1 too"),
        remarked(
            "folders below one that logs",
            kind,
            folder -> {
              logged(folder.resolve("a"), "tfevents.1764500000.host", "acc", 0.5f);
              logged(folder.resolve("a/part"), "tfevents.1764500000.host", "acc", 0.25f);
              return folder;
            },
            "1 folders, such as “a/part”, were taken for parts of the run"),
        remarked(
            "parameters in folders' names",
            kind,
            folder -> {
              logged(folder.resolve("lr=0.1,seed=1"), "tfevents.1764500000.host", "acc", 0.5f);
              return folder;
            },
            "the folders' names were read as parameters"));
  }

  private static Path logged(Path run, String name, String tag, float value) throws IOException {
    Files.createDirectories(run);
    Files.write(
        run.resolve("events.out." + name),
        new EventBytes().scalar(tag, 1, value, 1.7645e9).bytes());
    return run.getParent();
  }

  static List<Case> ofCsv() {
    SourceKind kind = SourceKind.CSV;
    return List.of(
        refused("nothing in it", kind, text(""), "it is empty"),
        refused("names only", kind, text("run,lr,acc"), "no row below the names"),
        refused("two columns of a name", kind, text("run,lr,lr", "a,1,2"), "two columns “lr”"),
        refused("a column without a name", kind, text("run,,acc", "a,1,2"), "column 2 has no name"),
        refused(
            "a row that is too short",
            kind,
            text("run,lr,acc", "a,1,2", "b,1"),
            "row 3 has 2 cells, and there are 3 columns"),
        refused(
            "decimal commas",
            kind,
            text("run;lr;acc", "a;0,1;0,93"),
            "row 2 has “0,1” in the column “lr”: a comma in a number"),
        refused("a quote that does not end", kind, text("run,acc", "\"a,1"), "not those of CSV"),
        refused(
            "letters of Windows",
            kind,
            bytes("run,acc\nM\u00fcller,1\n".getBytes(StandardCharsets.ISO_8859_1)),
            "it is no UTF-8"),
        refused(
            "two bytes a letter",
            kind,
            bytes("\ufeffrun,acc\na,1\n".getBytes(StandardCharsets.UTF_16LE)),
            "it is UTF-16"),
        refused("a bomb", kind, bytes(bomb()), "it is packed"),
        refused(
            "a row without an end",
            kind,
            bytes(("run,acc\n\"" + "a".repeat(5 << 20)).getBytes(StandardCharsets.UTF_8)),
            "a row of more than"),
        refused(
            "one run in two rows",
            kind,
            text("run,seed,metric.acc", "a,1,0.5", "a,1,0.6"),
            "the run “a” has two values of “acc”, and no step or epoch, in the rows 2 and 3"),
        refused(
            "an epoch twice",
            kind,
            text("run,epoch,acc", "a,1,0.5", "a,1,0.6"),
            "the run “a” has two values of “acc” at step 1"),
        refused(
            "two seeds of a run",
            kind,
            text("run,epoch,param.seed,metric.acc", "a,0,1,0.5", "a,1,2,0.6"),
            "the run “a” has two values of the parameter “seed”: “1” and “2”"),
        refused(
            "a column that may be either",
            kind,
            text("run,noise", "a,0.1", "b,0.1", "c,0.2"),
            "nothing tells whether its column “noise” is a parameter or a metric"),
        refused(
            "parts of the data in a column",
            kind,
            text("run,epoch,phase,loss", "a,0,train,1", "a,1,val,2"),
            "its column “phase” has several values in one run"),
        refused("epochs of no run", kind, text("epoch,acc", "0,1"), "no column “run” tells"),
        refused("a run without a name", kind, text("run,acc", ",1"), "row 2 does not name its run"),
        refused("half an epoch", kind, text("run,epoch,metric.acc", "a,0.5,1"), "epoch “0.5”"),
        refused("a word for a number", kind, text("run,metric.acc", "a,high"), "row 2 has “high”"),
        refused(
            "a number that is none to a computer",
            kind,
            text("run,metric.acc", "a,1e999"),
            "“1e999” in the metric “acc”, which is no number"),
        remarked(
            "metrics that differ by case",
            kind,
            text("run,seed,val_acc,Val_Acc", "a,1,0.5,0.6"),
            "The metrics “Val_Acc” and “val_acc” differ by upper and lower case only"),
        remarked("semicolons", kind, text("run;acc", "a;1"), "separated by semicolons"),
        remarked(
            "runs that go on",
            kind,
            text("run,state,acc", "a,finished,1", "b,running,0.5"),
            "as not over: 1 run."));
  }

  private static byte[] bomb() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      for (int i = 0; i < 100; i++) {
        packed.write(new byte[100_000]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static List<Case> ofJson() {
    SourceKind kind = SourceKind.JSON;
    return List.of(
        refused("a list that is cut", kind, text("[{\"run\": \"a\", \"acc\": 1},"), "is no JSON"),
        refused("a name twice", kind, text("[{\"lr\": 1, \"lr\": 2}]"), "Duplicate field 'lr'"),
        refused(
            "a table by columns",
            kind,
            text("{\"run\": {\"0\": \"a\"}, \"acc\": {\"0\": 1}}"),
            "orient=\"records\""),
        refused("numbers only", kind, text("[1, 2]"), "entry 1 is no object"),
        refused(
            "a history of numbers",
            kind,
            text("[{\"run\": \"a\", \"history\": [1, 2]}]"),
            "entry 1 of the history is no object"),
        refused("a well", kind, text("[".repeat(100_000)), "is no JSON"),
        refused(
            "a name of two thousand letters",
            kind,
            text("[{\"" + "a".repeat(2000) + "\": 1}]"),
            "a name has 2000 characters"),
        refused("an empty list", kind, text("[]"), "there is no run in it"));
  }
}
