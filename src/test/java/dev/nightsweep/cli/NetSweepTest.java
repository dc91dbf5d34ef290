package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.data.MnistSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep of a net file as a user runs it, from another folder than the spec's; then the file is
 * deleted, and whatever reads the sweep goes on.
 */
@TestInstance(Lifecycle.PER_CLASS)
class NetSweepTest {
  private static final String NET =
      """
      about: a small net of the user's
      layers:
        - {name: conv1, kind: convolution, filters: 4, kernel: 5, padding: same, activation: relu}
        - {name: pool1, kind: max_pooling, kernel: 4, padding: same}
        - {name: out, kind: dense, units: classes}
      """;
  private static final String SPEC =
      """
      name: own net
      program: my nets/le net.yaml
      method: grid
      parameters:
        conv1.kernel: {values: [3, 5]}
        dataset: {value: "%s"}
        train_size: {value: 600}
        validation_size: {value: 200}
        batch_size: {value: 20}
        learning_rate: {value: 0.02}
        epochs: {value: 2}
      ablation: {seeds: 2}
      """;

  @TempDir private static Path folder;
  private Cli cli;
  private Cli.Result run;
  private Path spec;
  private Path net;

  @BeforeAll
  void trainThenDeleteTheFile() throws IOException {
    cli = new Cli(folder.resolve("results"));
    Path slice = MnistSlice.write(Files.createDirectory(folder.resolve("mnist")), 800, 200);
    spec = Files.writeString(folder.resolve("own.yaml"), SPEC.formatted(slice));
    net = Files.createDirectory(folder.resolve("my nets")).resolve("le net.yaml");
    Files.writeString(net, NET);
    run = cli.run("run", spec.toString(), "--workers", "2");
    Files.delete(net);
  }

  @Test
  void itTrainsAndLearns() throws IOException {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    List<Double> accuracies = new ArrayList<>();
    query("SELECT reading FROM metrics WHERE name = 'validation_accuracy' AND epoch = 2")
        .forEach(row -> accuracies.add(row.get("reading").asDouble()));
    assertThat(accuracies).hasSize(4).allSatisfy(a -> assertThat(a).isGreaterThan(0.5));
    assertThat(query("SELECT DISTINCT name FROM layers ORDER BY name").toString())
        .contains("conv1", "pool1", "out");
  }

  @Test
  void itCanBePlannedNoMoreAndResumedStill() {
    assertThat(cli.run("plan", spec.toString()).err()).contains("there is no net file");
    Cli.Result resumed = cli.run("resume", sweepId());
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aRunIsReplayedToTheSameBits() throws IOException {
    String runId = query("SELECT run_id FROM runs LIMIT 1").get(0).get("run_id").asText();

    Cli.Result replayed = cli.run("replay", runId);

    assertThat(replayed.exitCode()).as(replayed.err() + replayed.out()).isEqualTo(ExitCode.DONE);
    assertThat(replayed.out()).contains("identical");
  }

  @Test
  void pagesShowItsNet() throws IOException {
    cli.run("report", sweepId());
    assertThat(page("report.html"))
        .contains("The net file, my nets/le net.yaml", "a small net of the user", "conv1.kernel");
    assertThat(page("run.html"))
        .contains("pool1", "conv1.filters")
        .doesNotContain("Krizhevsky", "departs");
  }

  @Test
  void theConsoleListsFirstWhatIsNotAtItsDefault() throws IOException {
    String runId = query("SELECT run_id FROM runs LIMIT 1").get(0).get("run_id").asText();

    String shown = cli.run("show", runId).out();

    assertThat(shown).doesNotContain("DEPARTURES");
    String said = shown.substring(shown.indexOf("SETTING"), shown.indexOf("AT ITS DEFAULT"));
    assertThat(said).contains("conv1.kernel", "epochs").doesNotContain("conv1.filters");
    assertThat(shown).contains("pool1.kernel", "conv1.filters", "MULTIPLY-ADDS");
  }

  /** The stored spec is a spec like any other: its net comes from the sweep that it lies in. */
  @Test
  void theStoredSpecCanBePlannedByItself() {
    Path stored = cli.results().resolve(sweepId()).resolve("spec.yaml");

    Cli.Result planned = cli.run("plan", stored.toString());

    assertThat(planned.exitCode()).as(planned.err()).isEqualTo(ExitCode.DONE);
    assertThat(planned.out()).contains("my nets/le net.yaml");
  }

  @Test
  void theSweepGoesOnElsewhere() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("out.json"), cli.run("report", sweepId(), "--format", "json").out());
    Cli other = new Cli(folder.resolve("elsewhere"));

    assertThat(other.run("import", file.toString()).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(other.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(other.run("rebuild").exitCode()).isEqualTo(ExitCode.DONE);
    Cli.Result resumed = other.run("resume", sweepId());
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.DONE);
    assertThat(resumed.err()).doesNotContain("names a program");
  }

  private String sweepId() {
    try {
      return query("SELECT sweep_id FROM sweeps").get(0).get("sweep_id").asText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String page(String name) throws IOException {
    try (Stream<Path> files = Files.walk(cli.results())) {
      return Files.readString(files.filter(f -> f.endsWith(name)).findFirst().orElseThrow());
    }
  }

  private JsonNode query(String sql) throws IOException {
    return new ObjectMapper().readTree(cli.run("query", sql, "--json").out());
  }
}
