package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeds that are added until all is settled. */
class UntilSettledTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPEC =
      """
      name: settle
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        learning_rate: {value: %s}
        dataset: {value: /no/such/folder}
      ablation: {seeds: %d, margin: {validation_accuracy: %s}}
      """;

  /** Equal but for luck, and a margin that no few seeds can show. */
  private static final String OPEN = SPEC.formatted("0.012", 3, "0.00001");

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = Cli.inThreads(folder.resolve("results"));
  }

  private Cli.Result run(String spec, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("settle.yaml"), spec);
    String[] arguments = new String[options.length + 4];
    arguments[0] = "run";
    arguments[1] = file.toString();
    arguments[2] = "--workers";
    arguments[3] = "2";
    System.arraycopy(options, 0, arguments, 4, options.length);
    return cli.run(arguments);
  }

  private int seeds() throws IOException {
    String sql = "SELECT COUNT(DISTINCT seed) AS seeds FROM runs WHERE NOT removed";
    return JSON.readTree(cli.run("query", sql, "--json").out()).get(0).get("seeds").asInt();
  }

  private JsonNode verdict() throws IOException {
    String sql =
        "SELECT verdict, p_t, p_holm, pairs FROM contrasts WHERE metric = 'validation_accuracy'"
            + " ORDER BY look DESC";
    return JSON.readTree(cli.run("query", sql, "--json").out()).get(0);
  }

  @Test
  void aLargeEffectIsSettledAtTheFirstLookAndNoSeedIsAdded() throws IOException {
    Cli.Result result =
        run(SPEC.formatted("0.03", 6, "0.001"), "--until-settled", "--max-seeds", "9");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(seeds()).isEqualTo(6);
    assertThat(verdict().get("verdict").asText()).isEqualTo("better");
    assertThat(verdict().get("p_holm").asDouble())
        .as("allows for all looks")
        .isGreaterThan(verdict().get("p_t").asDouble());
    assertThat(result.out()).contains("a sequential rule with a look after 6 seeds");
  }

  @Test
  void seedsAreAddedUntilItIsSettled() throws IOException {
    Cli.Result result = run(SPEC.formatted("0.012", 3, "0.0015"), "--until-settled");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(seeds()).isBetween(4, 19);
    assertThat(verdict().get("verdict").asText()).isNotEqualTo("inconclusive");
    assertThat(verdict().get("pairs").asInt()).isEqualTo(seeds());
    assertThat(result.err()).contains("Not settled after 3 seeds: seed 4 is added");
    assertThat(result.out()).doesNotContain("Extended after a look");
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void theCapEndsIt() throws IOException {
    Cli.Result result = run(OPEN, "--until-settled", "--max-seeds", "5");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(seeds()).isEqualTo(5);
    assertThat(verdict().get("verdict").asText()).isEqualTo("inconclusive");
    assertThat(run(OPEN).err()).contains("is finished already");
  }

  @Test
  void whoeverGoesOnKeepsTheRule() throws IOException {
    assertThat(
            run(OPEN, "--until-settled", "--max-seeds", "6", "--max-hours", "0.0000001").exitCode())
        .isEqualTo(ExitCode.STOPPED);
    Cli.Result resumed = cli.run("resume", "--workers", "2");

    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.DONE);
    assertThat(seeds()).isEqualTo(6);
    Cli.Result other = run(OPEN, "--until-settled", "--max-seeds", "9");
    assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("begun with a cap of 6 seeds");
  }

  @Test
  void aSweepCutBetweenTwoSeedsEndsAsIfItHadNotBeen() throws IOException {
    run(OPEN, "--until-settled", "--max-seeds", "5");
    List<Path> journals;
    try (var files = Files.walk(cli.results())) {
      journals = files.filter(file -> file.endsWith("sweep.jsonl")).toList();
    }
    List<String> lines = Files.readAllLines(journals.get(0));
    int last = lines.size() - 1;
    while (!lines.get(last).contains("\"SweepReplanned\"")) {
      last--;
    }
    Files.write(journals.get(0), lines.subList(0, last));
    assertThat(cli.run("rebuild").exitCode()).isIn(ExitCode.DONE, ExitCode.FOUND);
    assertThat(seeds()).isEqualTo(4);

    assertThat(cli.run("resume", "--workers", "2").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(seeds()).isEqualTo(5);
  }

  @Test
  void aRuleThatCameAfterAVerdictIsSaidNotToHold() throws IOException {
    assertThat(run(OPEN).exitCode()).isEqualTo(ExitCode.DONE);
    Cli.Result late = run(OPEN, "--until-settled", "--max-seeds", "4");

    assertThat(late.exitCode()).as(late.err()).isEqualTo(ExitCode.DONE);
    assertThat(late.err()).contains("There are results already");
    assertThat(late.out())
        .contains("Post hoc: the stop rule was the planned seeds, is until settled");
  }

  @Test
  void whatCannotBeSettledIsRefused() throws IOException {
    assertThat(run(SPEC.formatted("0.01", 2, "0.01"), "--until-settled").err())
        .contains("needs at least 3 planned seeds");
    assertThat(run(OPEN, "--until-settled", "--max-seeds", "2").err())
        .contains("from that to 1000");
    assertThat(run(OPEN, "--max-seeds", "5").err()).contains("--max-seeds needs --until-settled");
    assertThat(run(OPEN.substring(0, OPEN.indexOf("ablation")), "--until-settled").err())
        .contains("compares nothing");
    assertThat(Files.exists(cli.results().resolve("sweep.jsonl"))).isFalse();
  }
}
