package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A sweep whose program loads a file that is not on its command line, and is edited. */
@DisabledOnOs(OS.WINDOWS)
class ChangedProgramTest {
  private static final String SCRIPT =
      """
      . "$(dirname "$0")/helper.sh"
      echo "$@" >> "$(dirname "$0")/argv.log"
      echo "{}" > "$(dirname "$0")/last.json"
      case "$*" in *lr=0.1*) lr=1 ;; *lr=0.2*) lr=2 ;; *) lr=3 ;; esac
      echo "{\\"epoch\\": 1, \\"acc\\": $(acc)$lr$NIGHTSWEEP_SEED}"
      """;
  private static final String SPEC =
      """
      name: old code
      command: [sh, %s, "${args}"]
      method: grid
      metric: {name: acc, goal: maximize}
      parameters: {lr: {value: 0.1}}
      ablation:
        arms: {old: {lr: 0.1}, base: {lr: 0.2}}
        seeds: 2
        margin: {acc: 0.001}
      """;
  private static final String THIRD = "base: {lr: 0.2}, third: {lr: 0.3}";

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void program() throws IOException {
    cli = new Cli(folder.resolve("results"));
    Files.createDirectories(folder.resolve("work"));
    helper("0.6");
  }

  @Test
  void aGrownSpecIsNotTrainedByOtherCode() throws IOException {
    assertThat(run(spec("u.yaml", s -> s)).exitCode()).isZero();
    assertThat(run(spec("u.yaml", s -> s)).err()).contains("finished already");
    helper("0.7");
    Cli.Result refused = run(spec("u.yaml", ChangedProgramTest::grown));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains("helper.sh", "--new", "as old code-2", "--same-code", "exclude");
    assertThat(states()).containsExactly("COMPLETED,4");

    helper("0.6");
    assertThat(run(spec("u.yaml", ChangedProgramTest::grown)).exitCode()).isZero();
    assertThat(states()).containsExactly("COMPLETED,6");
  }

  @Test
  void anotherSweepReusesRunsOfTheSameCodeOnly() throws IOException {
    run(spec("u.yaml", s -> s));
    assertThat(run(spec("same.yaml", s -> s.replace("old code", "same"))).err())
        .contains("4 of 4 runs were trained before");
    helper("0.7");
    assertThat(run(spec("other.yaml", s -> s.replace("old code", "other"))).err())
        .doesNotContain("trained before");
    assertThat(query("SELECT COUNT(*) FROM runs WHERE reused_from IS NOT NULL"))
        .containsExactly("4");
  }

  @Test
  void whoeverInsistsGoesOnAndItIsMarkedEverywhere() throws IOException {
    run(spec("u.yaml", s -> s));
    helper("0.7");
    Path grown = spec("u.yaml", ChangedProgramTest::grown);
    Cli.Result insisted = run(grown, "--same-code");
    assertThat(insisted.exitCode()).as(insisted.err()).isZero();
    assertThat(insisted.err()).contains("helper.sh", "--same-code");
    assertThat(states()).containsExactly("COMPLETED,6");
    assertThat(cli.run("audit", "old-code").out()).contains("WARNING", "helper.sh", "--same-code");
    assertThat(journal()).contains("\"declared\":[\"helper.sh\"]");
    assertThat(page()).contains("went on as if it had not");
    assertThat(run(grown).err()).as("it is asked once").contains("finished already");
    assertThat(run(spec("again.yaml", s -> grown(s).replace("old code", "again"))).err())
        .as("what was insisted on is of that sweep alone")
        .doesNotContain("trained before");
  }

  @Test
  void whatTheSpecLeavesOutMayChange() throws IOException {
    String without = "identity: {exclude: [helper.sh]}\n";
    run(spec("u.yaml", s -> without + s));
    helper("0.7");
    assertThat(run(spec("u.yaml", s -> without + grown(s))).exitCode()).isZero();
    assertThat(cli.run("audit", "old-code").out()).doesNotContain("helper.sh");
  }

  @Test
  void aProgramThatWasMendedTrainsWhatFailed() throws IOException {
    Files.writeString(folder.resolve("work/helper.sh"), "exit 3\n");
    Path spec = spec("u.yaml", s -> s);
    Cli.Result failed = run(spec);
    assertThat(failed.exitCode()).isEqualTo(ExitCode.BAD_RUNS);
    assertThat(failed.out()).contains("--retry-failed` trains the 4 runs that failed again");
    assertThat(run(spec).err()).contains("finished already", "--retry-failed");
    assertThat(cli.run("resume").err()).contains("Every sweep", "--retry-failed");

    helper("0.6");
    Cli.Result refused = run(spec);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("helper.sh", "--retry-failed trains the 4 runs that failed");
    Cli.Result mended = cli.run("resume", "--retry-failed", "--workers", "1", "--no-calibrate");
    assertThat(mended.exitCode()).as(mended.err()).isZero();
    assertThat(mended.err())
        .contains(
            "helper.sh", "nothing is mixed", "0 of 4 runs are finished. 4 runs that failed are");
    assertThat(states()).containsExactly("COMPLETED,4");
    assertThat(cli.run("audit", "old-code").out()).doesNotContain("helper.sh");
  }

  @Test
  void whatWasTrainedBeforeTheMendIsMarkedAsMixed() throws IOException {
    String failing = "acc() { printf 0.6; }\ncase \"$*\" in *lr=0.2*) exit 3 ;; esac\n";
    Files.writeString(folder.resolve("work/helper.sh"), failing);
    Path spec = spec("u.yaml", s -> s);
    assertThat(run(spec).exitCode()).isEqualTo(ExitCode.BAD_RUNS);
    helper("0.7");
    Cli.Result retried = run(spec, "--retry-failed");
    assertThat(retried.exitCode()).as(retried.err()).isZero();
    assertThat(retried.err()).contains("helper.sh", "beside what the old code gave", "2 of 4 runs");
    assertThat(cli.run("audit", "old-code").out()).contains("ERROR", "helper.sh");
    assertThat(journal()).contains("\"mixed\":[\"helper.sh\"]");
  }

  @Test
  void oldCodeBesideNewIsMarkedWhereNothingIsCompared() throws IOException {
    UnaryOperator<String> alone =
        s -> s.substring(0, s.indexOf("ablation")).replace("{value: 0.1}", "{values: [0.1, 0.2]}");
    String breaks = "case \"$*\" in *lr=0.2*) exit 3 ;; esac\n";
    helper("0.6");
    Path helper = folder.resolve("work/helper.sh");
    Files.writeString(helper, breaks + Files.readString(helper));
    Path spec = spec("u.yaml", alone);
    run(spec);
    assertThat(cli.run("audit", "old-code").out()).contains("compares nothing");

    helper("0.6");
    Cli.Result retried = run(spec, "--retry-failed");
    assertThat(retried.exitCode()).as(retried.err()).isZero();
    assertThat(retried.out()).contains("Audit error (program)", "helper.sh");
    assertThat(cli.run("audit", "old-code").out())
        .contains("ERROR", "helper.sh", "1 finding to read before the readings of old-code");
    assertThat(page()).contains("Audit: 1 error");

    helper("0.7");
    assertThat(run(spec, "--same-code").out()).contains("Audit warning (program)", "helper.sh");
  }

  @Test
  void theWinnerFollowsWhenAllTrialsHadFailed() throws IOException {
    String search =
        """
        name: hunt
        command: [sh, %s, "${args}"]
        method: random
        run_cap: 3
        metric: {name: acc, goal: maximize}
        parameters: {lr: {min: 0.0, max: 1.0}}
        """;
    Files.writeString(folder.resolve("work/helper.sh"), "exit 3\n");
    Path spec = Files.writeString(folder.resolve("hunt.yaml"), search.formatted(script()));
    run(spec);
    helper("0.6");
    Cli.Result mended = run(spec, "--retry-failed");
    assertThat(mended.exitCode()).as(mended.err()).isZero();
    assertThat(mended.err())
        .contains("3 runs that failed are trained again")
        .doesNotContain("stay as they are");
    assertThat(
            query("SELECT phase, state, COUNT(*) FROM runs GROUP BY phase, state ORDER BY phase"))
        .containsExactly("COMPARISON,COMPLETED,3", "WINNER,COMPLETED,5");
  }

  private static String grown(String spec) {
    return spec.replace("base: {lr: 0.2}", THIRD);
  }

  private void helper(String accuracy) throws IOException {
    Files.writeString(
        folder.resolve("work/helper.sh"), "acc() { printf %s; }\n".formatted(accuracy));
  }

  private Path script() throws IOException {
    return Files.writeString(folder.resolve("work/u.sh"), SCRIPT);
  }

  private Path spec(String file, UnaryOperator<String> edit) throws IOException {
    return Files.writeString(folder.resolve(file), edit.apply(SPEC.formatted(script())));
  }

  private Cli.Result run(Path spec, String... options) {
    return cli.run(
        Stream.concat(
                Stream.of("run", spec.toString(), "--workers", "1", "--no-calibrate"),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private List<String> states() {
    return query("SELECT state, COUNT(*) FROM runs GROUP BY state ORDER BY state");
  }

  private List<String> query(String sql) {
    return cli.run("query", sql, "--format", "csv").out().lines().skip(1).toList();
  }

  private String journal() throws IOException {
    return Files.readString(sweep().resolve("sweep.jsonl"));
  }

  private String page() throws IOException {
    return Files.readString(sweep().resolve("report.html"));
  }

  private Path sweep() throws IOException {
    try (Stream<Path> folders = Files.list(folder.resolve("results"))) {
      return folders
          .filter(f -> f.getFileName().toString().startsWith("old-code"))
          .findFirst()
          .orElseThrow();
    }
  }
}
