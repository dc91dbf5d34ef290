package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
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
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Cli.Result plan = cli.run("plan", spec("random", 8), "--no-calibrate");
    assertThat(plan.out())
        .contains("method random", "trial 1: dropout=", "learning_rate: 0.001…0.1, log scale")
        .contains("none: a search compares nothing");
    Cli.Result few = cli.run("run", spec("random", 8), "--workers", "2");
    assertThat(few.exitCode()).as(few.err()).isEqualTo(ExitCode.DONE);
    assertThat(few.out())
        .contains(
            "Best of 8 trials: validation_accuracy",
            "Trained again on 5 of 5 fresh seeds: validation_accuracy 0.")
        .contains("Importances need 30 trials with a reading; there are 8.")
        .doesNotContain("ablation");
    assertThat(page())
        .contains("Under 30 trials with a reading")
        .contains("The best trial, trained again on fresh seeds");
    assertThat(winnersSeeds(cli)).containsExactly(2L, 3L, 4L, 5L, 6L);

    Cli.Result more = cli.run("run", spec("random", 32), "--workers", "2");
    assertThat(more.exitCode()).as(more.err()).isEqualTo(ExitCode.DONE);
    assertThat(more.err()).contains("24 runs are new, 13 stay as they are, 0 are not in it");
    assertThat(more.out()).contains("Best of 32 trials", "Importance: ");
    assertThat(page())
        .contains("What the search found", "PED-ANOVA", "The best to expect of fewer trials")
        .contains("The points were drawn independently");
    JsonNode search = JSON.readTree(cli.run("show", "hunt", "--json").out()).get("search");
    assertThat(search.get("trials").asInt()).isEqualTo(32);
    assertThat(search.get("importances")).hasSize(3);
    assertThat(search.get("retrained").get("planned").asInt()).isEqualTo(5);
    assertThat(winnersSeeds(cli)).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(search.get("best_settings").has("learning_rate")).isTrue();
    assertThat(cli.run("show", "hunt").out()).contains("Best of 32 trials", "trial 32: ");
    assertThat(cli.run("verify", "hunt").exitCode()).isZero();
  }

  @Test
  void aGridOfABillionIsCountedAndNotRunWithoutACap() throws IOException {
    StringBuilder text = new StringBuilder("name: large\nmethod: grid\nparameters:\n");
    for (int layer = 1; layer <= 5; layer++) {
      text.append("  conv%d.filters: {min: 64, max: 126}\n".formatted(layer));
    }
    Path file = folder.resolve("large.yaml");
    Files.writeString(file, text);
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Cli.Result plan = cli.run("plan", file.toString(), "--no-calibrate");
    assertThat(plan.exitCode()).as(plan.err()).isEqualTo(ExitCode.DONE);
    assertThat(plan.out()).contains("992,436,543, counted and not expanded");
    assertThat(plan.err()).contains("set run_cap to run some of them");
    JsonNode counted = JSON.readTree(cli.run("plan", file.toString(), "--json").out());
    assertThat(counted.get("runs_counted").asLong()).isEqualTo(992_436_543L);
    Cli.Result run = cli.run("run", file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);

    Files.writeString(file, text + "run_cap: 3\n");
    assertThat(cli.run("plan", file.toString(), "--no-calibrate").out())
        .containsPattern("runs +3, on");
    Files.writeString(file, text + "  fc.units: {min: 64, max: 126}\n");
    assertThat(cli.run("plan", file.toString()).exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aSobolSearchSaysWhyItExpectsNothing() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Cli.Result run = cli.run("run", spec("sobol", 4), "--workers", "2");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(page()).contains("the points of a sobol search are not independent");
  }

  @Test
  void aWinnerThatAFurtherTrialBeatsIsReplaced() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    cli.run("run", spec("random", 2), "--workers", "2");
    String first = winner(cli);
    cli.run("run", spec("random", 40), "--workers", "2");
    assertThat(winner(cli)).as("the best of 40 is none of the first two").isNotEqualTo(first);
    assertThat(winnersSeeds(cli)).hasSize(5);
    assertThat(page()).contains("45 runs").doesNotContain("50 runs");
    assertThat(drawnTrials()).hasSize(8).isEqualTo(bestTrials(cli).subList(0, 8));
    assertThat(cli.run("verify", "hunt").exitCode()).isZero();
  }

  @Test
  void aBayesianSearchTriesTheSamePointsHoweverItIsRun() throws IOException {
    Cli two = Cli.inThreads(folder.resolve("two"));
    Cli.Result whole = two.run("run", spec("bayes", 24), "--workers", "2");
    assertThat(whole.exitCode()).as(whole.err()).isEqualTo(ExitCode.DONE);
    assertThat(whole.out()).contains("Best of 24 trials", "Trained again on 5 of 5 fresh seeds");
    assertThat(labels(two)).hasSize(24).doesNotHaveDuplicates();

    Cli one = Cli.inThreads(folder.resolve("one"));
    one.run("run", spec("bayes", 13), "--workers", "1");
    assertThat(labels(one)).isEqualTo(labels(two).subList(0, 13));
    Cli.Result grown = one.run("run", spec("bayes", 24), "--workers", "1");
    assertThat(grown.exitCode()).as(grown.err()).isEqualTo(ExitCode.DONE);
    assertThat(labels(one)).isEqualTo(labels(two));
    String readings = "SELECT label, name, reading FROM readings WHERE name = 'validation_loss'";
    assertThat(one.run("query", readings + " ORDER BY label, seed").out())
        .isEqualTo(two.run("query", readings + " ORDER BY label, seed").out());
    assertThat(one.run("verify", "hunt").exitCode()).isZero();
    one.run("rebuild");
    assertThat(labels(one)).isEqualTo(labels(two));
  }

  @Test
  void aBayesianSearchOfFewPointsEndsWhenAllAreTried() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Path spec =
        Files.writeString(
            folder.resolve("few.yaml"),
            """
            name: few
            program: simulated
            method: bayes
            run_cap: 30
            parameters:
              lrn: {values: [false, true]}
              width: {values: [0.125, 0.25, 0.5, 1.0]}
              conv1.kernel: {values: [3, 5]}
              epochs: {value: 2}
            """);
    Cli.Result run = cli.run("run", spec.toString(), "--workers", "2");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("No further point is found: the search ends after 16.");
    assertThat(run.out()).contains("Best of 16 trials", "Trained again on 5 of 5 fresh seeds");
    assertThat(cli.run("list").out()).contains("21/21");
    assertThat(cli.run("run", spec.toString()).err()).contains("is finished already");
  }

  private static List<String> labels(Cli cli) {
    return cli.run("query", "SELECT label FROM arms", "--format", "csv")
        .out()
        .lines()
        .skip(1)
        .toList();
  }

  @Test
  void nothingIsTrainedAgainIfThatIsWishedOrNothingWon() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    String spec = spec("random", 3);
    Files.writeString(Path.of(spec), "ablation: {winner_seeds: 0}\n", StandardOpenOption.APPEND);
    Cli.Result run = cli.run("run", spec, "--workers", "2");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("Best of 3 trials").doesNotContain("Trained again");

    Path lost =
        Files.writeString(
            folder.resolve("lost.yaml"),
            SPEC.replace("hunt", "lost").formatted("random", 3)
                + "  simulate.failure_rate: {value: 1.0}\n");
    Cli.Result none = cli.run("run", lost.toString(), "--workers", "2");
    assertThat(none.exitCode()).as(none.err()).isEqualTo(ExitCode.BAD_RUNS);
    assertThat(cli.run("list").out()).contains("lost", "3/3");
  }

  @Test
  void aTrialThatDivergesIsDataAndNoFailure() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Path spec =
        Files.writeString(
            folder.resolve("wild.yaml"),
            SPEC.replace("hunt", "wild").formatted("random", 6)
                + "  simulate.nan_rate: {value: 0.5}\nablation: {winner_seeds: 0}\n");
    Cli.Result run = cli.run("run", spec.toString(), "--workers", "2");
    assertThat(cli.run("query", "SELECT state FROM runs").out()).contains("DIVERGED", "COMPLETED");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(cli.run("run", spec.toString()).exitCode()).isEqualTo(ExitCode.DONE);
  }

  private List<String> drawnTrials() throws IOException {
    String legend = page().replaceFirst("(?s).*<ul class=\"legend\">(.*?)</ul>.*", "$1");
    return Pattern.compile("</svg> ([^<]*)</li>")
        .matcher(legend)
        .results()
        .map(entry -> entry.group(1))
        .toList();
  }

  private static List<String> bestTrials(Cli cli) {
    String ordered =
        "SELECT label FROM readings WHERE phase = 'COMPARISON' AND name = 'validation_accuracy'"
            + " ORDER BY reading DESC";
    return cli.run("query", ordered, "--format", "csv")
        .out()
        .lines()
        .skip(1)
        .map(line -> line.replace("\"", ""))
        .toList();
  }

  private static String winner(Cli cli) {
    return cli.run(
            "query", "SELECT DISTINCT arm_id FROM runs WHERE phase = 'WINNER' AND NOT removed")
        .out();
  }

  private static List<Long> winnersSeeds(Cli cli) {
    return cli.run(
            "query",
            "SELECT seed FROM runs WHERE phase = 'WINNER' AND NOT removed ORDER BY seed",
            "--format",
            "csv")
        .out()
        .lines()
        .skip(1)
        .map(Long::valueOf)
        .toList();
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
