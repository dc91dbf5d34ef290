package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of whole sweeps, on whatever engine: of the simulator, two runs at once. */
abstract class SweepContract {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String GRID =
      """
      name: sim
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        epochs: {value: 3}
      %s
      ablation: {seeds: 3}
      """;
  private static final String SEARCH =
      """
      name: hunt
      program: simulated
      method: random
      run_cap: 12
      parameters:
        learning_rate: {distribution: log_uniform_values, min: 0.0001, max: 1.0}
        simulate.seconds_per_epoch: {value: 0.1}
        epochs: {value: 9}
      ablation: {winner_seeds: 0, pruner: {type: successive_halving, eta: 3}}
      """;

  @TempDir private Path folder;
  private Cli cli;

  /** The options that choose the engine. */
  abstract List<String> engine();

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("results"));
  }

  @Test
  void allRunsAreTrainedAndTheSweepHasItsAnswer() throws IOException {
    Cli.Result run = train(spec(""));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("3 paired seeds");
    assertThat(count("runs", "state = 'COMPLETED'")).isEqualTo(6);
    assertThat(count("metrics", "name = 'validation_accuracy'")).isEqualTo(18);
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aRunWhoseWorkerDiesIsTriedAgainWithItsSeed() throws IOException {
    Cli.Result run = train(spec("  simulate.crash_rate: {value: 0.3}"), "--retries", "9");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(count("attempts", "state = 'CRASHED'")).isPositive();
    assertThat(count("runs", "state = 'COMPLETED' AND seed IN (1, 2, 3)")).isEqualTo(6);
    assertThat(count("attempts", "state = 'COMPLETED'")).isEqualTo(6);
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aRunThatThrowsIsAResultWithACause() throws IOException {
    Cli.Result run = train(spec("  simulate.failure_rate: {value: 0.5}"), "--give-up-after", "9");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.BAD_RUNS);
    assertThat(count("runs", "state = 'FAILED'")).isBetween(1, 5);
    assertThat(count("attempts", "state = 'FAILED' AND cause LIKE '%SIMULATED%'")).isPositive();
  }

  @Test
  void aRunThatTakesTooLongTimesOut() throws IOException {
    Cli.Result run =
        train(
            spec("  simulate.seconds_per_epoch: {value: 60}"),
            "--run-timeout",
            "0.1",
            "--give-up-after",
            "2");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.GAVE_UP);
    assertThat(count("runs", "state = 'TIMED_OUT'")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "cancel"})
  void whatIsStoppedGoesOnWhereItWas(String verb) throws Exception {
    String spec = spec("  simulate.seconds_per_epoch: {value: 2}");
    CompletableFuture<Cli.Result> running = CompletableFuture.supplyAsync(() -> train(spec));
    awaitAnEpoch(running);
    Cli.Result asked = cli.elsewhere(verb);
    assertThat(asked.exitCode()).as(asked.err()).isEqualTo(ExitCode.DONE);
    Cli.Result stopped = running.get(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(ExitCode.STOPPED);
    assertThat(count("runs", "state = 'PENDING'")).isPositive();

    Cli.Result resumed = with("resume");
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.DONE);
    assertThat(count("runs", "state = 'COMPLETED'")).isEqualTo(6);
    assertThat(count("metrics", "name = 'validation_accuracy'")).isEqualTo(18);
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void atItsDeadlineItEndsResumable() throws IOException {
    Cli.Result run =
        train(spec("  simulate.seconds_per_epoch: {value: 1.5}"), "--max-hours", "0.002");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.STOPPED);
    assertThat(count("runs", "state = 'PENDING'")).isPositive();
    assertThat(count("runs", "state NOT IN ('PENDING', 'COMPLETED')")).isZero();
  }

  @Test
  void aRunThatFallsBehindIsStoppedEarlyAndKeepsItsCurve() throws IOException {
    Cli.Result run = train(Files.writeString(folder.resolve("hunt.yaml"), SEARCH).toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(count("runs", "state = 'STOPPED_EARLY'")).isPositive();
    assertThat(count("runs", "state IN ('STOPPED_EARLY', 'COMPLETED')")).isEqualTo(12);
    assertThat(count("attempts", "state = 'STOPPED_EARLY' AND cause LIKE 'at epoch%'"))
        .isEqualTo(count("runs", "state = 'STOPPED_EARLY'"));
    assertThat(
            count(
                "metrics JOIN runs USING (run_id)",
                "state = 'STOPPED_EARLY' AND name = 'validation_accuracy' AND epoch = 1"))
        .isEqualTo(count("runs", "state = 'STOPPED_EARLY'"));
  }

  private Cli.Result train(String spec, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", spec, "--no-calibrate"));
    arguments.addAll(List.of(options));
    return with(arguments.toArray(String[]::new));
  }

  private Cli.Result with(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(engine());
    all.addAll(List.of("--workers", "2"));
    return cli.run(all.toArray(String[]::new));
  }

  private String spec(String parameter) throws IOException {
    return Files.writeString(folder.resolve("sim.yaml"), GRID.formatted(parameter)).toString();
  }

  private int count(String view, String condition) {
    Cli.Result result =
        cli.run(
            "query",
            "SELECT COUNT(*) AS n FROM %s WHERE %s".formatted(view, condition),
            "--format",
            "csv");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return Integer.parseInt(result.out().lines().skip(1).findFirst().orElseThrow().strip());
  }

  private void awaitAnEpoch(CompletableFuture<Cli.Result> running) throws Exception {
    Instant end = Instant.now().plus(LONG);
    while (!hasAnEpoch()) {
      assertThat(running).as("still running").isNotDone();
      assertThat(Instant.now()).isBefore(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private boolean hasAnEpoch() throws IOException {
    if (!Files.exists(cli.results())) {
      return false;
    }
    try (var files = Files.walk(cli.results())) {
      for (Path file : files.filter(f -> f.endsWith("journal.jsonl")).toList()) {
        if (Files.readString(file).contains("EpochFinished")) {
          return true;
        }
      }
    }
    return false;
  }
}
