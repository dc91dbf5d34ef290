package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightsweep.cli.TracedPage.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers of a sweep's page are found again by the queries that the page shows for them. */
class TracedPageTest {
  @TempDir private Path folder;

  @Test
  void everyQueryOfAJudgedSweepGivesRowsAndTheNumbersOfItsSection() throws IOException {
    TracedPage page = page("name: \"what's \\\"it\\\" $HOME `cost`?\"", "", 6);

    assertThat(page.commands()).hasSizeGreaterThan(14);
    page.check("effects-h", ", lrn=", "difference", "ratio", "pairs", "standard deviation");
    page.check("effects-h", "effect", "95 % interval", "p (Holm)", "p (t)", "sd of differences");
    page.check("time-h", "s / epoch", "runs timed", "left out");
    page.check("runs-h", "seed", "accuracy", "loss", "s / epoch", "attempts");
    page.check("claims-h", "seeds");
    page.check("images-h", "seed", "right", "told apart");
    assertThat(page.section("answer-h")).contains("FROM contrasts WHERE", "AND look = 1");
    page.checkAnswer();
  }

  @Test
  void failuresAreCountedByTheirQuery() throws IOException {
    TracedPage page = page("name: failing", "simulate.failure_rate: {value: 0.4}", 8);
    String failures = page.section("failures-h");
    long shown = Pattern.compile("attempt [0-9]+</a>").matcher(failures).results().count();

    long counted = 0;
    for (JsonNode row : page.rows(TracedPage.commands(failures).get(0))) {
      counted += row.get("state").asText().equals("FAILED") ? row.get("attempts").asLong() : 0;
    }
    assertThat(shown).isPositive().isEqualTo(counted);
    page.check("effects-h", ", lrn=", "difference", "ratio");
    page.check("time-h", "s / epoch", "runs timed", "left out");
  }

  /** Of six runs the worker's first counts as left out, and none of those still to come. */
  @Test
  void runsToComeAreNotLeftOutOfTheTimes() throws IOException {
    TracedPage page = run(write(spec("name: begun", "", 8)), "--pilot");
    assertThat(page.shown("time-h", "left out"))
        .extracting(Shown::text)
        .containsExactlyInAnyOrder("0", "1");
    assertThat(page.shown("time-h", "runs timed"))
        .extracting(Shown::text)
        .containsExactlyInAnyOrder("3", "2");
    page.check("time-h", "runs timed", "left out");
  }

  @Test
  void anUngradedSweepIsTracedToo() throws IOException {
    Path spec =
        write(
            """
            name: plain
            program: simulated
            method: grid
            parameters: {lrn: {values: [false, true]}, width: {values: [0.125, 0.25]}}
            """);
    TracedPage page = run(spec);

    assertThat(page.commands()).hasSizeGreaterThan(7);
    assertThat(page.html()).doesNotContain("FROM contrasts");
    page.check("runs-h", "seed", "accuracy", "loss", "attempts");
  }

  @Test
  void aSearchIsTraced() throws IOException {
    TracedPage page =
        run(
            write(
                """
                name: searched
                program: simulated
                method: random
                run_cap: 32
                metric: {name: validation_accuracy, goal: maximize}
                parameters: {learning_rate: {min: 0.001, max: 0.1}, lrn: {values: [false, true]}}
                """));
    page.check("search-h", "validation accuracy", "mean");
    page.check("runs-h", "accuracy", "loss");
  }

  /** Two cells a contrast: a seed's difference is a mean over both. */
  @Test
  void aGridsDifferencesAreMeansOverItsCells() throws IOException {
    TracedPage page = page("name: grid", "width: {values: [0.125, 0.25]}", 5);
    page.check("effects-h", ", lrn=", ", width=", "difference", "ratio", "effect", "interval");
    page.check("interactions-h", "seeds");
  }

  private TracedPage page(String name, String parameter, int seeds) throws IOException {
    return run(write(spec(name, parameter, seeds)));
  }

  private static String spec(String name, String parameter, int seeds) {
    return """
    %s
    program: simulated
    method: grid
    parameters:
      lrn: {values: [false, true]}
      %s
    ablation:
      seeds: %s
      margin: {validation_accuracy: 0.01, time: 0.05}
      claims: [{factor: lrn, metric: time, ratio: 2}]
    """
        .formatted(name, parameter, seeds);
  }

  private Path write(String spec) throws IOException {
    return Files.writeString(folder.resolve("spec.yaml"), spec);
  }

  /** Runs it and checks that all queries of its page give rows. */
  private TracedPage run(Path spec, String... options) throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    List<String> arguments = new ArrayList<>(List.of("run", spec.toString(), "--workers", "1"));
    arguments.addAll(List.of("--give-up-after", "100"));
    arguments.addAll(List.of(options));
    Cli.Result run = cli.run(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isIn(ExitCode.DONE, 3, ExitCode.STOPPED);
    try (Stream<Path> files = Files.walk(cli.results())) {
      Path file = files.filter(f -> f.endsWith("report.html")).findFirst().orElseThrow();
      TracedPage page = new TracedPage(Files.readString(file), cli);
      for (String sql : page.commands()) {
        page.rows(sql);
      }
      return page;
    }
  }
}
