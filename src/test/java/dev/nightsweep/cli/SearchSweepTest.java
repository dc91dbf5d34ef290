package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated search as a user runs it, and runs further with a greater cap. */
class SearchSweepTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPEC =
      """
      name: hunt
      program: simulated
      method: %s
      run_cap: %d
      parameters:
        learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.1}
        dropout: {min: 0.0, max: 0.7}
        lrn: {values: [false, true]}
        epochs: {value: 2}
      """;

  @TempDir private Path folder;

  @Test
  void aRandomSearchGrowsAndTellsWhatItFound() throws IOException {
    Cli cli = new Cli(folder.resolve("results"));
    Cli.Result plan = cli.run("plan", spec("random", 8), "--no-calibrate");
    assertThat(plan.out())
        .contains("method random", "trial 1: dropout=", "learning_rate: 0.001…0.1, log scale")
        .contains("none: a search compares nothing");
    Cli.Result few = cli.run("run", spec("random", 8), "--workers", "2");
    assertThat(few.exitCode()).as(few.err()).isEqualTo(ExitCode.DONE);
    assertThat(few.out())
        .contains("Best of 8 trials: validation_accuracy", "one run is no evidence")
        .contains("Importances need 30 trials with a reading; there are 8.")
        .doesNotContain("ablation");
    assertThat(page()).contains("Under 30 trials with a reading");

    Cli.Result more = cli.run("run", spec("random", 32), "--workers", "2");
    assertThat(more.exitCode()).as(more.err()).isEqualTo(ExitCode.DONE);
    assertThat(more.err()).contains("24 runs are new, 8 stay as they are, 0 are not in it");
    assertThat(more.out()).contains("Best of 32 trials", "Importance: ");
    assertThat(page())
        .contains("What the search found", "PED-ANOVA", "The best to expect of fewer trials")
        .contains("The points were drawn independently");
    JsonNode search = JSON.readTree(cli.run("show", "hunt", "--json").out()).get("search");
    assertThat(search.get("trials").asInt()).isEqualTo(32);
    assertThat(search.get("importances")).hasSize(3);
    assertThat(search.get("best_settings").has("learning_rate")).isTrue();
    assertThat(cli.run("show", "hunt").out()).contains("Best of 32 trials", "trial 32: ");
    assertThat(cli.run("verify", "hunt").exitCode()).isZero();
  }

  @Test
  void aSobolSearchSaysWhyItExpectsNothing() throws IOException {
    Cli cli = new Cli(folder.resolve("results"));
    Cli.Result run = cli.run("run", spec("sobol", 4), "--workers", "2");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(page()).contains("the points of a sobol search are not independent");
  }

  private String spec(String method, int cap) throws IOException {
    return Files.writeString(folder.resolve("hunt.yaml"), SPEC.formatted(method, cap)).toString();
  }

  private String page() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return Files.readString(
          files.filter(f -> f.endsWith("report.html")).findFirst().orElseThrow());
    }
  }
}
