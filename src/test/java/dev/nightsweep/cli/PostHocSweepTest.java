package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep whose seeds are picked after its verdict says so wherever it is shown. */
class PostHocSweepTest {
  private static final String SPEC =
      """
      name: picked
      program: simulated
      method: grid
      parameters: {lrn: {values: [false, true]}, epochs: {value: 2}}
      ablation: {seeds: [1, 2, 3, 4, 5, 6], margin: {validation_accuracy: 0.01}}
      """;

  private static final String CHANGE = "the seeds (left out 2, 5)";

  @TempDir private Path folder;

  @Test
  void itIsMarkedEverywhereAndTheAuditFails() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Cli.Result first = run(cli, SPEC);
    assertThat(first.out()).doesNotContainIgnoringCase("post hoc");
    assertThat(cli.run("audit", "picked", "--strict").exitCode()).isEqualTo(ExitCode.DONE);

    Cli.Result picked = run(cli, SPEC.replace("[1, 2, 3, 4, 5, 6]", "[1, 3, 4, 6]"));
    assertThat(picked.err()).contains("POST HOC  " + CHANGE);
    assertThat(picked.out()).contains("Post hoc: " + CHANGE);
    assertThat(cli.run("audit", "picked", "--strict").exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(cli.run("list").out())
        .contains("POST HOC")
        .containsPattern(
            "ANSWER +QUESTION\\R.* lrn=true (negligibly |materially )?(better|worse|equivalent|inconclusive) ");
    assertThat(cli.run("list", "--json").out()).contains("\"verdicts\" : [ \"lrn=true ");
    assertThat(picked.out()).containsOnlyOnce(CHANGE);
    assertThat(cli.run("compare", "picked", "picked").out()).contains(": POST HOC: " + CHANGE);
    Path compared = Path.of(cli.run("compare", "picked", "picked", "--html").out().strip());
    assertThat(Files.readString(compared)).contains("POST HOC: " + CHANGE);
    assertThat(cli.run("report", "picked", "--format", "latex").out()).contains("POST HOC");
    assertThat(cli.run("show", "picked").out()).contains("POST HOC: " + CHANGE);
    assertThat(cli.run("report", "picked", "--format", "md").out()).contains("**POST HOC**");
    String json = cli.run("report", "picked", "--format", "json").out();
    JsonNode exported = new ObjectMapper().readTree(json);
    assertThat(exported.at("/sweep/post_hoc/0").asText()).isEqualTo(CHANGE);
    assertThat(cli.run("query", "SELECT post_hoc, lock_hash FROM sweeps").out())
        .contains(CHANGE)
        .containsPattern("[0-9a-f]{64}");
    assertThat(pages(cli.results())).hasSize(2).allMatch(page -> page.contains("POST HOC"));

    Cli elsewhere = Cli.inThreads(folder.resolve("elsewhere"));
    Path file = Files.writeString(folder.resolve("picked.json"), json);
    assertThat(elsewhere.run("import", file.toString()).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(elsewhere.run("audit", "picked", "--strict").exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(elsewhere.run("rebuild").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(elsewhere.run("list").out()).contains("POST HOC");
  }

  private Cli.Result run(Cli cli, String spec) throws IOException {
    Path file = Files.writeString(folder.resolve("picked.yaml"), spec);
    Cli.Result result = cli.run("run", file.toString(), "--workers", "1", "--no-calibrate");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return result;
  }

  private static List<String> pages(Path results) throws IOException {
    try (Stream<Path> files = Files.walk(results, 2)) {
      List<Path> pages =
          files.filter(f -> f.endsWith("index.html") || f.endsWith("report.html")).toList();
      return List.of(Files.readString(pages.get(0)), Files.readString(pages.get(1)));
    }
  }
}
