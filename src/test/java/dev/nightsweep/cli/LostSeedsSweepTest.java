package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of a program that reads its readings from a table, in which seeds are lost. */
@DisabledOnOs(OS.WINDOWS)
class LostSeedsSweepTest {
  /** Looks up {@code A B SEED READING}. */
  private static final String SCRIPT =
      """
      for word in "$@"; do
        case "$word" in
          --A=*) a=${word#--A=} ;;
          --B=*) b=${word#--B=} ;;
        esac
      done
      while read -r first second seed reading; do
        if [ "$first $second $seed" = "$a $b $NIGHTSWEEP_SEED" ]; then
          for epoch in 1 2; do
            echo "{\\"epoch\\": $epoch, \\"seconds\\": 1.0, \\"score\\": $reading}"
          done
        fi
      done < "%s"
      """;

  private static final String SPEC =
      """
      name: lost
      command: [sh, %s, "${args}"]
      method: grid
      metric: {name: score, goal: maximize}
      parameters: {A: {values: [0, 1]}, B: {values: [%s]}}
      ablation: {seeds: 10%s}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void aGridThatLosesHalfOfItsSeedsEachInOneCellGetsNoVerdict() throws IOException {
    Path spec = spec("1, 2, 3, 4, 5", "");
    table((a, b, seed) -> a == 1 && b == seed - 5 ? "NaN" : reading(a, b, seed));
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Cli.Result run = cli.run("run", spec.toString(), "--workers", "2");
    assertThat(run.out())
        .contains(
            "Whether A=1 differs from A=0 in score is not settled",
            "5 paired seeds; 5 of 10 seeds were lost: 5 of 50 runs failed, at the baseline 0")
        .contains("Audit error (balance): 5 of 10 seeds of A: 1 against 0 could not be compared")
        .doesNotContain("A=1 is");
    assertThat(Files.readString(page())).contains("5 of 10 seeds were lost");
  }

  @Test
  void runsThatNeverLearnedAreToldEverywhere() throws IOException {
    Path spec = spec("1", ", stuck: {score: 0.12}");
    table((a, b, seed) -> a == 1 && seed % 3 == 0 ? "0.1" : reading(a, b, seed));
    Cli cli = Cli.inThreads(folder.resolve("results"));
    assertThat(cli.run("plan", spec.toString()).out()).contains("score no better than 0.12");
    String said = "3 of 10 seeds never learned: 3 of 10 runs never learned, at the baseline 0";
    Cli.Result run = cli.run("run", spec.toString(), "--workers", "2");
    assertThat(run.out())
        .contains("Whether A=1 differs from A=0 in score is not settled", said)
        .contains("Audit warning (learning): 3 of 10 runs of A=1 never learned");

    assertThat(Files.readString(page()))
        .contains(said, "3 of them never learned")
        .contains("lost, A=1 never learned")
        .contains("never learned</dt>", "score no better than 0.12");
    String stuck =
        cli.run("query", "SELECT run_id FROM runs WHERE never_learned", "--format", "csv").out();
    String runId = stuck.lines().skip(1).findFirst().orElseThrow();
    assertThat(stuck.lines()).hasSize(4);
    Path runPage = page().resolveSibling("runs").resolve(runId).resolve("run.html");
    assertThat(Files.readString(runPage)).contains("completed, never learned");
    assertThat(cli.run("show", runId).out()).contains("COMPLETED, never learned");
    assertThat(cli.run("show", "lost").out()).contains("COMPLETED, never learned");

    assertThat(query(cli, "SELECT COUNT(*) AS n FROM runs WHERE never_learned IS FALSE"))
        .isEqualTo(17);
    assertThat(query(cli, "SELECT COUNT(*) AS n FROM runs WHERE state = 'COMPLETED'"))
        .isEqualTo(20);
    assertThat(query(cli, "SELECT COUNT(*) AS n FROM pairs WHERE metric = 'score'")).isEqualTo(7);
    assertThat(
            query(
                cli,
                "SELECT 10 * level_never_learned + baseline_never_learned AS n FROM contrasts"
                    + " WHERE metric = 'score'"))
        .isEqualTo(30);

    assertThat(cli.run("report", "--format", "md", "lost").out()).contains(said);
    JsonNode export = JSON.readTree(cli.run("report", "--format", "json", "lost").out());
    assertThat(export.at("/sweep/stuck/reading").asDouble()).isEqualTo(0.12);
    assertThat(export.path("runs").findValuesAsText("never_learned"))
        .filteredOn("true"::equals)
        .hasSize(3);

    assertThat(cli.run("verify", "lost").exitCode()).isZero();
    assertThat(cli.run("rebuild").exitCode()).isZero();
    assertThat(query(cli, "SELECT COUNT(*) AS n FROM runs WHERE never_learned")).isEqualTo(3);
  }

  @Test
  void withoutTheKeyNothingIsAssumedAndTheKeyAfterwardsIsPostHoc() throws IOException {
    Path spec = spec("1", "");
    table((a, b, seed) -> a == 0 ? "0.1" : reading(a, b, seed));
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Cli.Result run = cli.run("run", spec.toString(), "--workers", "2");
    assertThat(run.out()).contains("10 paired seeds").doesNotContain("never learned");
    assertThat(Files.readString(page())).contains("not known: the spec does not say it (stuck)");
    assertThat(query(cli, "SELECT COUNT(never_learned) AS n FROM runs")).isZero();

    spec("1", ", stuck: {score: 0.12}");
    Cli.Result again = cli.run("run", spec.toString());
    assertThat(again.out())
        .contains(
            "Audit error (learning): 10 of 10 runs of A=0 never learned",
            "A=1 is better than A=0: 0 of 10 runs never learned, at the baseline 10 (p 0.002)",
            "Post hoc: the stuck reading was none, is score 0.12");
    assertThat(cli.run("audit", "lost", "--strict").exitCode()).isEqualTo(6);
  }

  /** The differences say better; seven seeds of ten are lost on one side, which decides. */
  @Test
  void theFailuresThatDecideAreToldEverywhere() throws IOException {
    Path spec = spec("1", "");
    table((a, b, seed) -> a == 1 && seed < 8 ? "NaN" : a == 1 ? "0.9" + seed : "0.8" + seed);
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Cli.Result run = cli.run("run", spec.toString(), "--workers", "2");
    assertThat(run.out())
        .contains("A=1 is worse than A=0: 7 of 10 runs failed, at the baseline 0 (p 0.016)");
    assertThat(cli.run("report", "--format", "md", "lost").out())
        .containsPattern("\\| score \\| worse, by failures \\|.*\\| 0\\.016 \\| 3 \\|");
    String p =
        "SELECT 1000000 * p_failures AS n FROM contrasts WHERE metric = 'score' AND p_holm < 1";
    assertThat(query(cli, p)).isEqualTo(15625);
    assertThat(query(cli, "SELECT COUNT(p_failures) AS n FROM contrasts")).isEqualTo(1);
    JsonNode export = JSON.readTree(cli.run("report", "--format", "json", "lost").out());
    assertThat(export.at("/contrasts/0/pFailures").asDouble()).isEqualTo(0.015625);
    assertThat(cli.run("verify", "lost").exitCode()).isZero();
    assertThat(cli.run("rebuild").exitCode()).isZero();
    assertThat(query(cli, p)).isEqualTo(15625);
  }

  private interface Table {
    String reading(int a, int b, int seed);
  }

  private static String reading(int a, int b, int seed) {
    double noise = 0.001 * ((7 * seed + 3 * a + 5 * b) % 11) / 11;
    return String.format(Locale.ROOT, "%.6f", 0.95 + 0.0003 * (seed % 4) + 0.002 * a + noise);
  }

  private void table(Table readings) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int a = 0; a <= 1; a++) {
      for (int b = 1; b <= 5; b++) {
        for (int seed = 1; seed <= 10; seed++) {
          rows.add("%d %d %d %s".formatted(a, b, seed, readings.reading(a, b, seed)));
        }
      }
    }
    Files.write(folder.resolve("table.txt"), rows);
  }

  private Path spec(String levels, String more) throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("look-up.sh"), SCRIPT.formatted(folder.resolve("table.txt")));
    return Files.writeString(folder.resolve("lost.yaml"), SPEC.formatted(script, levels, more));
  }

  private Path page() throws IOException {
    try (Stream<Path> sweeps = Files.list(folder.resolve("results"))) {
      return sweeps
          .map(sweep -> sweep.resolve("report.html"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow();
    }
  }

  private static int query(Cli cli, String sql) throws IOException {
    return JSON.readTree(cli.run("query", sql, "--format", "json").out()).at("/0/n").asInt(-1);
  }
}
