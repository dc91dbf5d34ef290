package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An arm of which nothing is left to settle gets no more seeds. */
class SettledArmsTest {
  /** One rate is worse by far, the other equal to the baseline but for luck. */
  private static final String SPEC =
      """
      name: arms
      program: simulated
      method: grid
      parameters:
        learning_rate: {values: [0.012, 0.03, 0.01201]}
        dataset: {value: /no/such/folder}
      ablation: {seeds: 4, margin: {validation_accuracy: 0.0015}}
      """;

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = Cli.inThreads(folder.resolve("results"));
  }

  private Cli.Result run(String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("arms.yaml"), SPEC);
    String[] arguments = {
      "run", file.toString(), "--workers", "1", options[0], options[1], options[2]
    };
    return cli.run(arguments);
  }

  private String query(String sql) {
    return cli.run("query", sql, "--json").out().replaceAll("\\s", "");
  }

  private String runs() {
    return query(
        "SELECT seed, COUNT(*) AS runs FROM runs WHERE NOT removed GROUP BY seed ORDER BY 1");
  }

  private String verdicts() {
    return query(
        "SELECT level, metric, verdict, pairs, found_at, p_holm FROM contrasts"
            + " WHERE metric LIKE '%accuracy' AND look = (SELECT MAX(look) FROM contrasts)"
            + " ORDER BY level, metric");
  }

  private int seeds(String level) {
    return Integer.parseInt(
        query(
                "SELECT MAX(pairs) AS pairs FROM contrasts WHERE metric = 'validation_accuracy'"
                    + " AND level = '%s'".formatted(level))
            .replaceAll("\\D", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--anytime", "--until-settled"})
  void itIsSaidAndNothingIsMissing(String how) throws IOException {
    Cli.Result result = run(how, "--max-seeds", "7");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    int settled = seeds("0.03");
    assertThat(settled).isBetween(4, 6);
    assertThat(seeds("0.01201")).isEqualTo(7);
    assertThat(runs())
        .contains("\"seed\":7,\"runs\":2")
        .contains("\"seed\":%d,\"runs\":3".formatted(settled));
    assertThat(result.err())
        .contains("An arm gets no more once nothing of it is left to settle.")
        .contains("(at most 7 in all); not trained further: learning_rate=0.03.");
    assertThat(result.out())
        .contains("found after %d paired seeds, not trained further".formatted(settled));
    assertThat(cli.run("audit", "arms").out()).doesNotContain("balance");
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(page()).contains("paired seeds, not trained further");
  }

  private String page() throws IOException {
    try (var files = Files.walk(cli.results())) {
      Path page = files.filter(file -> file.endsWith("report.html")).findFirst().orElseThrow();
      return Files.readString(page);
    }
  }

  @Test
  void aSweepThatWasCutAddsTheSameSeedsToTheSameArms() throws IOException {
    run("--anytime", "--max-seeds", "7");
    String runs = runs();
    String verdicts = verdicts();
    for (int back = 1; back <= 2; back++) {
      cutBeforeSeed(back);
      assertThat(cli.run("rebuild").exitCode()).isIn(ExitCode.DONE, ExitCode.FOUND);
      assertThat(runs()).isNotEqualTo(runs);
      assertThat(cli.run("resume", "--workers", "1").exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(runs()).isEqualTo(runs);
      assertThat(verdicts()).isEqualTo(verdicts);
    }
  }

  /** Takes away what the sweep's journal says from its last seeds on. */
  private void cutBeforeSeed(int back) throws IOException {
    Path journal;
    try (var files = Files.walk(cli.results())) {
      journal = files.filter(file -> file.endsWith("sweep.jsonl")).findFirst().orElseThrow();
    }
    List<String> lines = Files.readAllLines(journal);
    int end = lines.size();
    for (int i = 0; i < back; i++) {
      end--;
      while (!lines.get(end).contains("\"SweepReplanned\"")) {
        end--;
      }
    }
    Files.write(journal, lines.subList(0, end));
  }

  /** Where no seed up to the cap is likely to settle anything, none is added. */
  @Test
  void whatSeedsWouldHardlySettleIsLeftOpen() throws IOException {
    Cli.Result result = run("--anytime", "--max-seeds", "12");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(seeds("0.01201")).isBetween(8, 11);
    assertThat(result.out())
        .contains("no seeds are added, since those up to 12 would settle it with a chance of");
    assertThat(result.out()).contains("and more may be added (--max-seeds)");

    Cli.Result higher = run("--anytime", "--max-seeds", "30");
    assertThat(higher.exitCode()).as(higher.err()).isEqualTo(ExitCode.DONE);
    assertThat(seeds("0.01201")).isGreaterThan(8);
    assertThat(seeds("0.03")).isLessThan(7);
  }
}
