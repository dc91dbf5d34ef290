package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A simulated sweep as a user runs it, its workers crashing on the way, and what is said of it. */
@TestInstance(Lifecycle.PER_CLASS)
class SimulatedSweepTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPEC =
      """
      name: trial
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        dataset: {value: /no/such/folder}
        simulate.crash_rate: {value: 0.3}
      ablation: {seeds: 5, margin: {validation_accuracy: 0.01}}
      """;

  @TempDir private static Path folder;
  private Cli cli;
  private Cli.Result run;

  @BeforeAll
  void runTheSweep() throws IOException {
    cli = new Cli(folder.resolve("results"));
    Path spec = Files.writeString(folder.resolve("trial.yaml"), SPEC);
    run =
        cli.run(
            "run", spec.toString(), "--workers", "2", "--retries", "20", "--give-up-after", "100");
  }

  @Test
  void crashedRunsAreTriedAgainUntilAllAreComplete() throws IOException {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(rows("SELECT run_id FROM runs WHERE state = 'COMPLETED'")).hasSize(10);
    assertThat(rows("SELECT cause FROM attempts WHERE state = 'CRASHED'"))
        .isNotEmpty()
        .allMatch(row -> row.get("cause").asText().contains("134"));
  }

  @Test
  void theConclusionSaysItsAnswerIsSimulated() {
    assertThat(run.out()).contains("SIMULATED: no network was trained", "5 paired seeds");
    assertThat(run.err()).contains("SIMULATED: trains no network");
  }

  @Test
  void pagesSaySoAndClaimNoData() throws IOException {
    String page;
    try (Stream<Path> files = Files.walk(cli.results())) {
      page =
          Files.readString(files.filter(f -> f.endsWith("report.html")).findFirst().orElseThrow());
    }
    assertThat(page)
        .contains("<title>SIMULATED: trial")
        .contains("<strong>SIMULATED.</strong> No network was trained")
        .contains("<h2 id=\"images-h\">Test images</h2>", "<h2 id=\"costs-h\">Costs</h2>")
        .doesNotContain("CC BY-SA 3.0");
    assertThat(Files.readString(cli.results().resolve("index.html")))
        .contains("<span class=\"chip loud\">SIMULATED</span>");
  }

  @Test
  void everyListingSaysSo() throws IOException {
    List<JsonNode> runs = rows("SELECT run_id FROM runs");
    String first = runs.get(0).get("run_id").asText();
    String second = runs.get(1).get("run_id").asText();
    assertThat(cli.run("list").out()).contains("SIMULATED");
    assertThat(cli.run("show", "trial").out()).startsWith("SIMULATED");
    assertThat(cli.run("show", first).out()).startsWith("SIMULATED");
    assertThat(cli.run("compare", first, second).out()).startsWith("SIMULATED");
    assertThat(JSON.readTree(cli.run("list", "--json").out()).get(0).get("program").asText())
        .isEqualTo("simulated");
  }

  @Test
  void aReplayComesOutTheSameEvenWhereAFirstAttemptCrashed() {
    Cli.Result replay = cli.run("replay", "trial", "--workers", "2");
    assertThat(replay.exitCode()).as(replay.out() + replay.err()).isEqualTo(ExitCode.DONE);
    assertThat(replay.out()).contains("10 runs replayed: all identical");
  }

  @Test
  void itsParametersAreListedAndAnUnknownProgramIsRefused() {
    assertThat(Cli.plain(List.of("parameters", "--program", "simulated")).out())
        .contains("simulate.crash_rate", "learning_rate");
    assertThat(Cli.plain(List.of("parameters")).out()).doesNotContain("simulate.");
    assertThat(Cli.plain(List.of("parameters", "--program", "simulated", "--schema")).out())
        .contains("\"simulate.nan_rate\"");
    Cli.Result unknown = Cli.plain(List.of("parameters", "--program", "alexnot"));
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("alexnot", "alexnet, simulated");
  }

  private List<JsonNode> rows(String sql) throws IOException {
    Cli.Result result = cli.run("query", sql, "--json");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return JSON.readerForListOf(JsonNode.class).readValue(result.out());
  }
}
