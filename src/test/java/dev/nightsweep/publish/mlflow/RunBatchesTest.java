package dev.nightsweep.publish.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server refuses batches of more than it takes. */
class RunBatchesTest {
  private FakeMlflow mlflow;
  private RunBatches batches;

  @BeforeEach
  void startARun() throws IOException {
    mlflow = new FakeMlflow();
    MlflowServer server =
        new MlflowServer(
            MlflowAddress.parse(mlflow.url()),
            new MlflowAccess(Map.of()),
            new ServerPatience(Duration.ofSeconds(5), Duration.ofSeconds(5), 1, Duration.ZERO));
    String experiment = MlflowExperiment.of(server, "batches").id();
    server.post(
        "runs/create",
        Map.of("experiment_id", experiment, "run_name", "r", "start_time", 1, "tags", List.of()));
    batches = new RunBatches(server, mlflow.runs().get(0).id);
  }

  @AfterEach
  void stop() {
    mlflow.close();
  }

  @Test
  void pointsGoByTheThousand() {
    List<SentPoint> points =
        IntStream.rangeClosed(1, 2001).mapToObj(i -> new SentPoint("m", i, i, i)).toList();
    mlflow.failing(number -> FakeMlflow.NONE);
    batches.points(points);
    assertThat(mlflow.runs().get(0).points).isEqualTo(points);
    assertThat(mlflow.requests()).hasSize(3);
  }

  @Test
  void textsGoByTheHundredAndByTheirLength() {
    Map<String, String> many = new TreeMap<>();
    IntStream.range(0, 250).forEach(i -> many.put("p" + i, "\"".repeat(6000)));
    assertThat(batches.params(many)).isFalse();
    batches.tags(many);
    assertThat(mlflow.runs().get(0).params).isEqualTo(many);
    assertThat(mlflow.runs().get(0).tags).isEqualTo(many);
  }
}
