package dev.nightsweep.tracker.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.tracker.Fixtures;
import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact.Label;
import dev.nightsweep.tracker.TrackedFact.Parameter;
import dev.nightsweep.tracker.TrackedFact.Point;
import dev.nightsweep.tracker.TrackedFact.State;
import dev.nightsweep.tracker.TrackedFact.Summary;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRunsTest {
  @TempDir private Path folder;

  private FoundRuns csv(String... lines) throws IOException {
    Path file = folder.resolve("runs.csv");
    Files.writeString(file, String.join("\n", lines));
    return TableRuns.of(CsvRunTable.read(file));
  }

  private static List<List<String>> points(TrackedRun run) {
    return Fixtures.points(run.facts());
  }

  @Test
  void aRowForEachRun() throws IOException {
    FoundRuns found =
        csv(
            "run,state,lr,seed,lrn,val_acc",
            "a,finished,0.1,1,True,0.91",
            "b,crashed,0.1,2,True,0.92",
            "c,finished,0.01,1,True,0.81",
            "d,done,0.01,2,True,nan",
            "e,running,0.01,3,True,0.5");
    assertThat(found.runs()).extracting(TrackedRun::id).containsExactly("a", "b", "c", "d");
    assertThat(found.runs().get(1).facts())
        .containsExactly(
            new Label("name", "b"),
            new Parameter("lr", "0.1"),
            new Parameter("seed", "2"),
            new Parameter("lrn", "true"),
            new Summary("val_acc", 0.92),
            new Label("state", "crashed"),
            new State(RunState.KILLED, 0));
    assertThat(found.runs().get(3).facts()).contains(new Summary("val_acc", Double.NaN));
    assertThat(found.remarks().get(0))
        .contains("taken for parameters: lr, seed, lrn; and these for metrics: val_acc.");
    assertThat(found.remarks()).endsWith("Left out by state, as not over: 1 run.");
  }

  @Test
  void aRowForEachEpoch() throws IOException {
    FoundRuns found =
        csv(
            "epoch,run,lr,seed,val,n",
            "0,a,0.1,1,0.5,7",
            "0,b,0.2,1,0.6,7",
            "1,a,0.1,1,0.7,7",
            "1,b,0.20,1,0.8,7");
    assertThat(points(found.runs().get(1)))
        .containsExactly(List.of("val", "0", "0.6"), List.of("val", "1", "0.8"));
    assertThat(Fixtures.parameters(found.runs().get(1))).containsExactly("lr=0.2", "n=7", "seed=1");
  }

  @Test
  void aRowForEachValue() throws IOException {
    FoundRuns found =
        csv(
            "run,lr,seed,metric,step,value",
            "a,0.1,1,acc,0,0.5",
            "a,0.1,1,loss,0,1.5",
            "a,,,acc,1,0.75",
            "a,,,best,,0.75");
    assertThat(points(found.runs().get(0)))
        .containsExactly(
            List.of("acc", "0", "0.5"), List.of("loss", "0", "1.5"), List.of("acc", "1", "0.75"));
    assertThat(found.runs().get(0).facts()).contains(new Summary("best", 0.75));
    assertThat(Fixtures.parameters(found.runs().get(0))).containsExactly("lr=0.1", "seed=1");
  }

  @Test
  void prefixesDecide() throws IOException {
    FoundRuns found =
        csv(
            "run_id,status,start_time,end_time,metrics.n,params.lr,tags.mlflow.runName,seed,other",
            "1,FINISHED,2026-01-01 00:00:01+00:00,2026-01-01 00:00:02.5+00:00,3,0.5,first,4,0.1");
    assertThat(found.runs().get(0).facts())
        .containsExactly(
            new Label("name", "first"),
            new State(RunState.RUNNING, 1767225601000L),
            new Parameter("lr", "0.5"),
            new Parameter("seed", "4"),
            new Label("other", "0.1"),
            new Summary("n", 3),
            new Label("state", "FINISHED"),
            new State(RunState.FINISHED, 1767225602500L));
  }

  /** pandas' `study.trials_dataframe().to_csv()`. */
  @Test
  void trialsOfOptuna() throws IOException {
    FoundRuns found =
        csv(
            ",number,value,datetime_start,datetime_complete,duration,params_lr,user_attrs_seed,state",
            "0,0,0.5,2026-01-01 00:00:01,2026-01-01 00:00:02,0 days 00:00:01,0.1,3,COMPLETE");
    assertThat(found.runs().get(0).facts())
        .contains(
            new Parameter("lr", "0.1"),
            new Parameter("user_attrs.seed", "3"),
            new Summary("value", 0.5),
            new State(RunState.FINISHED, 1767225602000L));
  }

  @Test
  void whatSpreadsheetsAndPandasAddIsPassedOver() throws IOException {
    Path file = folder.resolve("runs.csv");
    Files.write(
        file,
        "\ufeff;\"run\";seed;acc\r\n0;\"a;\"\"b\"\"\";1.0;0.5\r\n\r\n1;b;1;0.25\r\n"
            .getBytes(StandardCharsets.UTF_8));
    FoundRuns found = TableRuns.of(CsvRunTable.read(file));
    assertThat(found.runs()).extracting(TrackedRun::id).containsExactly("a;\"b\"", "b");
    assertThat(found.remarks())
        .contains(
            "Its columns are separated by semicolons.",
            "Its first column has no name and was passed over.");
  }

  @Test
  void thousandsOfColumns() throws IOException {
    StringBuilder head = new StringBuilder("run");
    StringBuilder row = new StringBuilder("a");
    for (int i = 0; i < 5000; i++) {
      head.append(",metric.m").append(i);
      row.append(',').append(i);
    }
    assertThat(csv(head.toString(), row.toString()).runs().get(0).facts())
        .contains(new Summary("m4999", 4999))
        .hasSize(5001);
  }

  @Test
  void whatIsAmbiguousIsRefused() {
    assertThatThrownBy(() -> csv("run,noise", "a,0.1", "b,0.1", "c,0.2"))
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("Call it “param.noise” or “metric.noise”");
  }

  @Test
  void pointsHaveTheTimesOfTheirRows() throws IOException {
    assertThat(csv("run,step,timestamp,loss", "a,3,1767225601.5,0.5").runs().get(0).facts())
        .contains(new Point("loss", 3, 0.5, 1767225601500L));
  }

  private FoundRuns json(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("runs.json"), text);
    return TableRuns.of(JsonRunTable.read(file));
  }

  @Test
  void objectsOfJson() throws IOException {
    String runs =
        """
        {"run": "a", "state": "finished", "params": {"lr": 0.10, "opt": {"name": "sgd"}, "seed": 1},
         "metrics": {"best": 0.75, "loss": [2, NaN]}}
        {"run": "b", "params": {"lr": 0.20, "layers": [1, 2], "seed": 1}, "metrics": {},
         "history": [{"epoch": 1, "acc": 0.5}, {"epoch": 2, "acc": 0.625}]}
        """;
    FoundRuns found = json(runs.lines().limit(2).reduce("", String::concat));
    assertThat(found.runs().get(0).facts())
        .containsExactly(
            new Label("name", "a"),
            new Parameter("lr", "0.1"),
            new Parameter("opt.name", "\"sgd\""),
            new Parameter("seed", "1"),
            new Summary("best", 0.75),
            new Point("loss", 0, 2, 0),
            new Point("loss", 1, Double.NaN, 0),
            new Label("state", "finished"),
            new State(RunState.FINISHED, 0));
    FoundRuns second =
        json("{\"runs\": [" + runs.lines().skip(2).reduce("", String::concat) + "]}");
    assertThat(Fixtures.points(second.runs().get(0).facts()))
        .containsExactly(List.of("acc", "1", "0.5"), List.of("acc", "2", "0.625"));
    assertThat(Fixtures.parameters(second.runs().get(0)))
        .containsExactly("layers=[1,2]", "lr=0.2", "seed=1");
  }

  @Test
  void linesOfJson() throws IOException {
    FoundRuns found =
        json(
            """
            {"run": "a", "seed": 1, "lr": 0.1, "epoch": 0, "acc": 0.5}
            {"run": "a", "seed": 1, "lr": 0.1, "epoch": 1, "acc": "NaN"}
            {"run": "b", "seed": "1", "lr": 0.2, "epoch": 0, "acc": 0.5}
            """);
    assertThat(found.runs()).hasSize(2);
    assertThat(points(found.runs().get(0)))
        .containsExactly(List.of("acc", "0", "0.5"), List.of("acc", "1", "NaN"));
    assertThat(Fixtures.parameters(found.runs().get(1))).containsExactly("lr=0.2", "seed=\"1\"");
  }
}
