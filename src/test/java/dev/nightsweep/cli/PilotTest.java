package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first seeds of a sweep, which tell how many will do. */
class PilotTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPEC =
      """
      name: piloted
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        learning_rate: {value: 0.012}
        dataset: {value: /no/such/folder}
      ablation: {seeds: 5, margin: {validation_accuracy: 0.005}}
      """;

  @TempDir private Path folder;
  private Cli cli;
  private Path spec;

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(folder.resolve("results"));
    spec = Files.writeString(folder.resolve("piloted.yaml"), SPEC);
  }

  @Test
  void itShowsNoVerdictSaysWhatSeedsWillDoAndCounts() throws IOException {
    Cli.Result before = cli.run("plan", spec.toString());
    assertThat(before.out()).contains("not known yet", "--pilot");

    Cli.Result pilot = cli.run("run", spec.toString(), "--pilot", "--workers", "2");
    assertThat(pilot.exitCode()).as(pilot.err()).isEqualTo(ExitCode.STOPPED);
    assertThat(pilot.out()).contains("6 of 10 runs", "No verdict on lrn");
    assertThat(pilot.err()).contains("5 find a true difference of", "equivalence needs", "a seed");

    JsonNode power = JSON.readTree(cli.run("power", spec.toString(), "--json").out());
    assertThat(power.get("degrees_of_freedom").asInt()).isEqualTo(2);
    assertThat(power.get("seconds_per_seed").asDouble()).isPositive();

    Cli.Result rest = cli.run("run", spec.toString(), "--workers", "2");
    assertThat(rest.exitCode()).as(rest.err()).isEqualTo(ExitCode.DONE);
    assertThat(rest.err()).contains("6 of 10 runs are finished");
    assertThat(rest.out()).contains("5 paired seeds").doesNotContain("No verdict", "Extended");
  }

  @Test
  void whatHasNoPilotIsRefused() throws IOException {
    String tuned = SPEC.replace("seeds: 5", "nuisance: [learning_rate], seeds: 5");
    Files.writeString(spec, tuned.replace("{value: 0.012}", "{values: [0.01, 0.012]}"));
    Cli.Result result = cli.run("run", spec.toString(), "--pilot");
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("has no pilot");
    assertThat(cli.run("run", spec.toString(), "--pilot", "1").err()).contains("at least 2");
    assertThat(cli.run("run", spec.toString(), "--pilot", "--until-settled").err())
        .contains("exclude each other");
  }
}
