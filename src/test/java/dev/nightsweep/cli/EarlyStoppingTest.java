package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulated searches that end early, in part or whole, as a user runs them. */
class EarlyStoppingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPEC =
      """
      name: %s
      program: simulated
      method: %s
      run_cap: 14
      metric: {name: validation_accuracy, goal: maximize%s}
      parameters:
        learning_rate: {distribution: log_uniform_values, min: 0.0001, max: 0.5}
        dropout: {min: 0.0, max: 0.7}
        epochs: {value: 9}
        simulate.seconds_per_epoch: {value: 0.1}
      %s
      """;
  private static final String BY_STATE =
      "SELECT state, COUNT(*) AS n, MIN(last) AS least, MAX(last) AS most FROM (SELECT r.run_id, r.state, MAX(m.epoch) AS last FROM runs r JOIN metrics m ON m.run_id = r.run_id WHERE m.name = 'validation_accuracy' AND r.phase = 'COMPARISON' GROUP BY r.run_id, r.state) t GROUP BY state ORDER BY state";

  @TempDir private Path folder;

  @Test
  void hyperbandEndsWhatIsNotAmongTheBest() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    String spec =
        spec("bands", "random", "", "early_terminate: {type: hyperband, min_iter: 1, eta: 3}");
    assertThat(cli.run("plan", spec, "--no-calibrate").out())
        .contains("W&B's hyperband: at epochs 1, 3, 9");
    Cli.Result run = cli.run("run", spec, "--workers", "2");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).containsPattern("STOPPED_EARLY: at epoch [13] it is not among the best");
    assertThat(run.out()).containsPattern("Best of 14 trials \\([0-9]+ ended early\\)");
    JsonNode states = query(cli, BY_STATE);
    assertThat(states).hasSize(2);
    assertThat(states.get(0).get("state").asText()).isEqualTo("COMPLETED");
    assertThat(states.get(0).get("least").asInt()).isEqualTo(9);
    assertThat(states.get(1).get("state").asText()).isEqualTo("STOPPED_EARLY");
    assertThat(states.get(1).get("least").asInt()).isLessThan(9);
    assertThat(
            query(
                    cli,
                    "SELECT COUNT(*) AS n FROM attempts WHERE state = 'STOPPED_EARLY' AND cause LIKE 'at epoch %'")
                .get(0)
                .get("n")
                .asInt())
        .isEqualTo(states.get(1).get("n").asInt());
    assertThat(Files.readString(page())).contains("ended early");
    assertThat(cli.run("verify", "bands").exitCode()).isZero();
    assertThat(cli.run("audit", "bands").exitCode()).isZero();
    assertThat(cli.run("run", spec).out()).contains("ended early");
  }

  @Test
  void whoWaitsForAPromotionGoesOnFromItsCheckpointOrEnds() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    String spec =
        spec(
            "rungs",
            "random",
            "",
            "ablation: {winner_seeds: 2, pruner: {type: successive_halving, min_epochs: 1, form: promote}}");
    Cli.Result run = cli.run("run", spec, "--workers", "1");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).containsPattern("PAUSED: at epoch 1 it is number [0-9]+ of [0-9]+ runs");
    assertThat(
            query(cli, "SELECT COUNT(*) AS n FROM runs WHERE attempts > 1").get(0).get("n").asInt())
        .isPositive();
    JsonNode states = query(cli, BY_STATE);
    assertThat(states.get(0).get("state").asText()).isEqualTo("COMPLETED");
    assertThat(states.get(1).get("state").asText()).isEqualTo("STOPPED_EARLY");
    assertThat(states.get(0).get("n").asInt() + states.get(1).get("n").asInt()).isEqualTo(14);
    assertThat(cli.run("rebuild").exitCode()).isZero();
    assertThat(query(cli, BY_STATE)).isEqualTo(states);
  }

  @Test
  void aBayesianSearchEndsAtItsTarget() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    String spec = spec("aim", "bayes", ", target: 0.9", "ablation: {winner_seeds: 2}");
    Cli.Result run = cli.run("run", spec, "--workers", "2");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode trained =
        query(cli, "SELECT phase, COUNT(*) AS n FROM runs GROUP BY phase ORDER BY phase");
    assertThat(trained.get(0).get("n").asInt()).isLessThan(14);
    assertThat(trained.get(1).get("n").asInt()).isEqualTo(2);
    assertThat(query(cli, "SELECT message FROM events WHERE kind = 'target'")).hasSize(1);
    assertThat(cli.run("run", spec).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(query(cli, "SELECT phase, COUNT(*) AS n FROM runs GROUP BY phase ORDER BY phase"))
        .isEqualTo(trained);
  }

  private static JsonNode query(Cli cli, String sql) throws IOException {
    Cli.Result result = cli.run("query", sql, "--format", "json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return JSON.readTree(result.out());
  }

  private Path page() throws IOException {
    try (var sweeps = Files.list(folder.resolve("results"))) {
      return sweeps
          .map(sweep -> sweep.resolve("report.html"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow();
    }
  }

  private String spec(String name, String method, String target, String more) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, SPEC.formatted(name, method, target, more));
    return file.toString();
  }
}
