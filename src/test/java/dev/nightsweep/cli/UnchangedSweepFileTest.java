package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that were written for W&B's agent are planned and run as they are. */
@DisabledOnOs(OS.WINDOWS)
class UnchangedSweepFileTest {
  private static final String SCRIPT =
      """
      printf '%s\\n' "$@" > "$(mktemp "$(dirname "$0")/given.XXXXXX")"
      echo '{"epoch": 1, "acc": 0.5}'
      """;
  private static final String SEARCH =
      """
      program: %s
      command: [sh, "${program}", "${args}"]
      method: %s
      metric: {name: acc, goal: maximize}
      parameters: {lr: {min: 0.001, max: 0.1}}
      """;

  @TempDir private Path folder;
  private Path script;
  private Cli cli;

  @BeforeEach
  void prepare() throws IOException {
    script = Files.writeString(folder.resolve("e.sh"), SCRIPT);
    cli = new Cli(folder.resolve("results"));
  }

  private String spec(String text) throws IOException {
    return Files.writeString(folder.resolve("sweep.yaml"), text).toString();
  }

  private JsonNode plan(String... arguments) throws IOException {
    List<String> all =
        Stream.concat(Stream.of("plan", "--no-calibrate", "--json"), Stream.of(arguments)).toList();
    Cli.Result plan = cli.run(all.toArray(String[]::new));
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    return new ObjectMapper().readTree(plan.out());
  }

  private List<String> given() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("given"))
          .map(UnchangedSweepFileTest::text)
          .sorted()
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read " + file, e);
    }
  }

  @Test
  void aSearchWithoutACapAsksForIt() throws IOException {
    String spec = spec(SEARCH.formatted(script, "random"));

    Cli.Result asked = cli.run("plan", spec, "--no-calibrate");
    assertThat(asked.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(asked.err()).contains("--run-cap 60");
    assertThat(cli.run("run", spec).err()).contains("--run-cap 60");
    assertThat(plan(spec, "--run-cap", "4").get("runs")).hasSize(4);
    assertThat(plan(spec, "--count", "4").get("trials").asInt()).isEqualTo(4);
    assertThat(cli.run("plan", spec, "--run-cap", "0").err()).contains("--run-cap (0)");
  }

  @Test
  void aSweepKeepsTheCapThatItWasGiven() throws IOException {
    String spec = spec(SEARCH.formatted(script, "bayes") + "ablation: {winner_seeds: 0}\n");

    Cli.Result run = cli.run("run", spec, "--count", "3", "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(given()).hasSize(3);
    Cli.Result again = cli.run("run", spec, "--no-calibrate");
    assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.DONE);
    assertThat(cli.run("rebuild").exitCode()).isZero();
    assertThat(cli.run("run", spec, "--no-calibrate").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(given()).hasSize(3);
    Cli.Result more = cli.run("run", spec, "--run-cap", "5", "--no-calibrate");
    assertThat(more.exitCode()).as(more.err()).isEqualTo(ExitCode.DONE);
    assertThat(given()).hasSize(5);
    assertThat(cli.run("verify").exitCode()).isZero();
    assertThat(cli.run("list").out()).containsOnlyOnce("sweep-");
  }

  @Test
  void anOptionThatIsGivenAnewLeavesTheOthersThatTheSweepHas() throws IOException {
    String spec = spec(SEARCH.formatted(script, "random") + "ablation: {winner_seeds: 0}\r\n");

    Cli.Result run =
        cli.run("run", spec, "--count", "2", "--seed-parameter", "rng", "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    Cli.Result more = cli.run("run", spec, "--count", "3", "--no-calibrate");
    assertThat(more.exitCode()).as(more.err()).isEqualTo(ExitCode.DONE);
    assertThat(given()).hasSize(3).allSatisfy(words -> assertThat(words).contains("--rng="));
    assertThat(cli.run("run", spec, "--no-calibrate").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(given()).hasSize(3);
  }

  @Test
  void aBayesianSearchIsPlannedWithAllItsTrials() throws IOException {
    String spec = spec(SEARCH.formatted(script, "bayes") + "run_cap: 30\n");

    assertThat(cli.run("plan", spec, "--no-calibrate").out())
        .containsPattern("trials +30, ")
        .doesNotContainPattern("trials +10");
    assertThat(plan(spec).get("trials").asInt()).isEqualTo(30);
    assertThat(plan(spec, "--run-cap", "12").get("trials").asInt()).isEqualTo(12);
  }

  @Test
  void listsMapsAndNullArePassedAndKept() throws IOException {
    String spec =
        spec(
            """
            program: %s
            command: [sh, "${program}", "${args}"]
            method: grid
            metric: {name: acc, goal: maximize}
            parameters:
              widths: {values: [[64, 32], {a: 1, b: [x, null]}]}
              depth: {values: [null, 3]}
              on: {value: yes}
            """
                .formatted(script));

    Cli.Result run = cli.run("run", spec, "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("on: yes is the boolean true, as W&B reads it");
    assertThat(given())
        .containsExactly(
            "--depth=3\n--on=True\n--widths=[64, 32]",
            "--depth=3\n--on=True\n--widths={'a': 1, 'b': ['x', None]}",
            "--depth=None\n--on=True\n--widths=[64, 32]",
            "--depth=None\n--on=True\n--widths={'a': 1, 'b': ['x', None]}");
    assertThat(cli.run("show", "sweep").out())
        .contains("depth=null, widths=[64, 32]", "widths={\"a\": 1, \"b\": [\"x\", null]}");
    assertThat(cli.run("rebuild").exitCode()).isZero();
    assertThat(cli.run("verify").exitCode()).isZero();
    Cli.Result csv = cli.run("report", "sweep", "--format", "csv");
    assertThat(csv.out())
        .contains("\"[64, 32]\"", "\"{\"\"a\"\": 1, \"\"b\"\": [\"\"x\"\", null]}\"");
    JsonNode json =
        new ObjectMapper().readTree(cli.run("report", "sweep", "--format", "json").out());
    assertThat(json.toString())
        .contains("\"widths\":[64,32]", "\"depth\":null", "{\"a\":1,\"b\":[\"x\",null]}");
    assertThat(cli.run("run", spec, "--no-calibrate").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(given()).hasSize(4);
  }

  @Test
  void aSearchedSeedIsAColumnBesideTheSeedOfTheRun() throws IOException {
    String spec =
        spec(
            SEARCH
                .formatted(script, "random")
                .replace("0.1}}", "0.1}, seed: {values: [5, 6, 7]}}"));

    Cli.Result run = cli.run("run", spec, "--run-cap", "3", "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("the winner is not trained again");
    assertThat(given())
        .hasSize(3)
        .allSatisfy(words -> assertThat(words).containsOnlyOnce("--seed="));
    assertThat(cli.run("report", "sweep", "--format", "csv").out().lines().findFirst())
        .hasValue("run_id,arm,phase,seed,state,lr,parameters.seed,epoch,metric,reading");
  }

  @Test
  void anUnknownOptionIsNamedAlone() throws IOException {
    Cli.Result run = cli.run("run", "--cuont", "3", spec(SEARCH.formatted(script, "random")));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("Unknown option: '--cuont'").doesNotContain("sweep.yaml'");
  }
}
