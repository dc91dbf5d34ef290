package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeds that are added at will, under tests that hold at any look. */
class AnytimeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPEC =
      """
      name: anytime
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        learning_rate: {value: %s}
        dataset: {value: /no/such/folder}
      ablation: {seeds: %d, margin: {validation_accuracy: %s}, stop: anytime}
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
    Path file = Files.writeString(folder.resolve("anytime.yaml"), spec);
    List<String> arguments = new ArrayList<>(List.of("run", file.toString(), "--workers", "2"));
    arguments.addAll(List.of(options));
    return cli.run(arguments.toArray(String[]::new));
  }

  private int seeds() throws IOException {
    String sql = "SELECT COUNT(DISTINCT seed) AS seeds FROM runs WHERE NOT removed";
    return JSON.readTree(cli.run("query", sql, "--json").out()).get(0).get("seeds").asInt();
  }

  private JsonNode verdict() throws IOException {
    String sql =
        "SELECT verdict, pairs FROM contrasts WHERE metric = 'validation_accuracy'"
            + " ORDER BY look DESC";
    return JSON.readTree(cli.run("query", sql, "--json").out()).get(0);
  }

  @Test
  void seedsAreAddedUntilItIsSettledFromTwoSeedsOn() throws IOException {
    Cli.Result result = run(SPEC.formatted("0.03", 2, "0.001"));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(seeds()).isBetween(4, 19);
    assertThat(verdict().get("verdict").asText()).isEqualTo("better");
    assertThat(verdict().get("pairs").asInt()).isEqualTo(seeds());
    assertThat(result.err()).contains("Not settled after 2 seeds: seed 3 is added");
    assertThat(result.out()).contains("The tests hold at any look");
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void theCapMayBeRaisedAndTheSpecMayHaveMoreSeedsAndNothingIsMarked() throws IOException {
    assertThat(run(OPEN, "--max-seeds", "4").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(seeds()).isEqualTo(4);
    assertThat(cli.run("show", "anytime").out()).doesNotContain("in a new sweep on fresh ones");
    assertThat(verdict().get("verdict").asText()).isEqualTo("inconclusive");

    Cli.Result higher = run(OPEN, "--max-seeds", "6");
    assertThat(higher.exitCode()).as(higher.err()).isEqualTo(ExitCode.DONE);
    assertThat(seeds()).isEqualTo(6);

    Cli.Result more = run(OPEN.replace("seeds: 3", "seeds: 8"));
    assertThat(more.exitCode()).as(more.err()).isEqualTo(ExitCode.DONE);
    assertThat(seeds()).isEqualTo(8);
    assertThat(more.out()).doesNotContain("Extended after a look").doesNotContain("Post hoc");
    assertThat(cli.run("audit").out()).doesNotContain("after a look");
  }

  @Test
  void resumeAddsSeedsToo() throws IOException {
    Cli.Result cut = run(OPEN, "--max-seeds", "5", "--max-hours", "0.0000001");
    assertThat(cut.exitCode()).isEqualTo(ExitCode.STOPPED);
    Cli.Result resumed = cli.run("resume", "--workers", "2", "--max-seeds", "6");

    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.DONE);
    assertThat(seeds()).isEqualTo(6);
  }

  @Test
  void theOptionDoesWhatTheKeyDoes() throws IOException {
    String planned = OPEN.replace(", stop: anytime", "");
    Cli.Result result = run(planned, "--anytime", "--max-seeds", "4");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(seeds()).isEqualTo(4);
    assertThat(result.err()).contains("at most 4, by tests that hold at any look.");
    assertThat(run(planned).err()).contains("is finished already");
  }

  @Test
  void aRuleThatCameAfterAVerdictIsSaidNotToHold() throws IOException {
    assertThat(run(OPEN.replace(", stop: anytime", "")).exitCode()).isEqualTo(ExitCode.DONE);
    Cli.Result late = run(OPEN, "--max-seeds", "4");

    assertThat(late.exitCode()).as(late.err()).isEqualTo(ExitCode.DONE);
    assertThat(late.err()).contains("There are results already");
    assertThat(late.out())
        .contains("Post hoc: the stop rule was the planned seeds, is at any look");
  }

  @Test
  void whatContradictsItselfIsRefused() throws IOException {
    assertThat(run(OPEN, "--until-settled").err())
        .contains("anytime has another rule, --anytime, and its error rate holds for that alone");
    assertThat(run(OPEN, "--until-settled", "--anytime").err()).contains("exclude each other");
    assertThat(run(OPEN, "--max-seeds", "2").err()).contains("from that to 1000");
    assertThat(run(OPEN.replace("anytime}", "sometimes}")).err())
        .contains("planned", "settled", "anytime");
    assertThat(run(OPEN, "--max-seeds", "4").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run(OPEN, "--max-seeds", "3").err()).contains("4 are planned");
  }
}
