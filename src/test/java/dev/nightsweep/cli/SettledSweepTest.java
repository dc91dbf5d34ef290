package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps that go on after one of their contrasts is settled, and what is told of that one. */
@DisabledOnOs(OS.WINDOWS)
class SettledSweepTest {
  /** Looks up {@code VARIANT SEED READING}. */
  private static final String SCRIPT =
      """
      for word in "$@"; do
        case "$word" in
          --variant=*) variant=${word#--variant=} ;;
        esac
      done
      while read -r named seed reading; do
        if [ "$named $seed" = "$variant $NIGHTSWEEP_SEED" ]; then
          for epoch in 1 2; do
            echo "{\\"epoch\\": $epoch, \\"seconds\\": 1.0, \\"validation_accuracy\\": $reading}"
          done
        fi
      done < "%s"
      """;

  /** A claim that stays open keeps the settled arm in training as long as c is open. */
  private static final String SPEC =
      """
      name: settled
      command: [sh, %s, "${args}"]
      method: grid
      metric: {name: validation_accuracy, goal: maximize}
      parameters: {variant: {values: [a, b, c]}}
      ablation:
        seeds: 5
        margin: {validation_accuracy: 0.0005}
        claims: [{factor: variant, level: b, metric: time, ratio: 1}]
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private Cli.Result run(Cli cli, String table) throws IOException {
    Path readings = folder.resolve("table.txt");
    try (InputStream in = SettledSweepTest.class.getResourceAsStream("settled/" + table)) {
      Files.copy(in, readings);
    }
    Path script = Files.writeString(folder.resolve("train.sh"), SCRIPT.formatted(readings));
    Path spec = Files.writeString(folder.resolve("settled.yaml"), SPEC.formatted(script));
    Cli.Result run =
        cli.run("run", spec.toString(), "--workers", "2", "--until-settled", "--max-seeds", "12");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    return run;
  }

  private JsonNode contrast(Cli cli, String level) throws IOException {
    String sql =
        "SELECT * FROM contrasts WHERE metric = 'validation_accuracy' AND level = '%s'"
            .formatted(level);
    JsonNode rows = JSON.readTree(cli.run("query", sql, "--json").out());
    return rows.get(rows.size() - 1);
  }

  private String page(Cli cli) throws IOException {
    try (Stream<Path> files = Files.walk(cli.results())) {
      return Files.readString(
          files.filter(file -> file.endsWith("report.html")).findFirst().orElseThrow());
    }
  }

  @Test
  void whatWasFoundBetterIsNotTurnedByLaterSeeds() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    String said =
        "variant=b is materially better than variant=a in validation accuracy: estimated difference"
            + " +0.00200, 95 % interval over all looks [+0.00171, +0.00229], found after 5 of 12"
            + " paired seeds (the mean of all, −0.00225, points the other way)";
    assertThat(run(cli, "better-then-worse.txt").out())
        .contains(said, "rulings on claims and interactions")
        .doesNotContain("is worse");

    JsonNode found = contrast(cli, "b");
    assertThat(found.get("verdict").asText()).isEqualTo("better");
    assertThat(found.get("pairs").asInt()).isEqualTo(12);
    assertThat(found.get("found_at").asInt()).isEqualTo(5);
    assertThat(found.get("mean_difference").asDouble()).isCloseTo(-0.00225, within(1e-9));
    assertThat(found.get("estimate_looks").asDouble()).isCloseTo(0.002, within(1e-9));
    assertThat(found.get("ci_low_looks").asDouble()).isCloseTo(0.00170893, within(1e-8));
    assertThat(found.get("p_holm").asDouble()).isLessThan(0.05);
    assertThat(found.get("p_equivalence_holm").asDouble()).isGreaterThan(0.05);
    JsonNode open = contrast(cli, "c");
    assertThat(open.get("verdict").asText()).isEqualTo("inconclusive");
    assertThat(open.get("found_at").isNull()).isTrue();
    assertThat(open.get("ci_low_looks").asDouble()).isLessThan(open.get("ci_low").asDouble());

    assertThat(page(cli))
        .contains("found after 5 of 12 paired seeds", "95 % over all looks [+0.00171, +0.00229]");
    assertThat(cli.run("report", "--format", "md", "settled").out())
        .contains("| better | +0.0020 | [+0.0017, +0.0023] | <0.001 | 12, found at 5 |");
    JsonNode export = JSON.readTree(cli.run("report", "--format", "json", "settled").out());
    assertThat(export.at("/contrasts/0/foundAt").asInt()).isEqualTo(5);
    assertThat(export.at("/contrasts/0/estimateLooks").asDouble()).isCloseTo(0.002, within(1e-9));
    assertThat(cli.run("verify", "settled").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(cli.run("rebuild").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(contrast(cli, "b")).isEqualTo(found);
  }

  @Test
  void whatWasFoundEquivalentStaysSo() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    assertThat(run(cli, "equivalent-then-better.txt").out())
        .contains(
            "variant=b is equivalent to variant=a within ±0.00050 validation accuracy",
            "found after 5 of 12 paired seeds (the mean of all is +0.00177)")
        .doesNotContain("is materially better");
    JsonNode found = contrast(cli, "b");
    assertThat(found.get("verdict").asText()).isEqualTo("equivalent");
    assertThat(found.get("found_at").asInt()).isEqualTo(5);
    assertThat(found.get("p_equivalence_holm").asDouble()).isLessThan(0.05);
    assertThat(found.get("p_holm").asDouble()).isGreaterThan(0.05);
    assertThat(found.get("p_t").asDouble()).as("of all seeds").isLessThan(0.01);
  }
}
