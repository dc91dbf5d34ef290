package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep whose last look was judged by earlier rules: queries and JSON have it as it was, pages
 * and tables judge its readings anew, and wherever it is shown that is said.
 */
class RejudgedLookTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SAID =
      "Look 1 is stored as it was judged at the time (in the database, in JSON and in the"
          + " sentences of the answer)";

  private static final String SPEC =
      """
      name: earlier
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        epochs: {value: 3}
      ablation: {seeds: 5, margin: {validation_accuracy: 0.002}}
      """;

  @TempDir private static Path folder;
  private static Cli today;
  private static Cli earlier;

  @BeforeAll
  static void judgeByEarlierRules() throws Exception {
    today = Cli.inThreads(folder.resolve("today"));
    Path spec = Files.writeString(folder.resolve("spec.yaml"), SPEC);
    today.run("run", spec.toString(), "--no-calibrate", "--until-settled", "--max-seeds", "7");
    ObjectNode export =
        (ObjectNode) JSON.readTree(today.run("report", "earlier", "--format", "json").out());
    for (JsonNode entry : export.get("journals").get(0).get("entries")) {
      if (entry.get("type").asText().equals("LookTaken")) {
        ((ObjectNode) entry).remove("rules");
        ObjectNode row = (ObjectNode) entry.get("results").get(0);
        row.put("verdict", row.get("verdict").asText().equals("BETTER") ? "WORSE" : "BETTER");
        row.put("pHolm", 0.0123);
      }
    }
    export.remove(List.of("contrasts", "answers"));
    Path file = Files.writeString(folder.resolve("earlier.json"), JSON.writeValueAsString(export));
    earlier = Cli.inThreads(folder.resolve("results"));
    Cli.Result taken = earlier.run("import", file.toString());
    assertThat(taken.exitCode()).as(taken.err()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void itIsSaidWhereverTheSweepIsShown() throws Exception {
    String shown = earlier.run("show", "earlier").out();
    assertThat(shown)
        .contains(
            SAID,
            "lrn: true against false, validation accuracy (verdict from ",
            "p (Holm) from 0.012 to ");
    assertThat(earlier.run("report", "earlier", "--format", "md").out()).contains("**" + SAID);
    assertThat(page(earlier)).contains("Rules have changed.", SAID, "(verdict from ");
    assertThat(earlier.run("compare", "earlier", "earlier").out()).contains(": " + SAID);
    Path compared = Path.of(earlier.run("compare", "earlier", "earlier", "--html").out().strip());
    assertThat(Files.readString(compared)).contains(SAID);
    for (String json :
        List.of(
            earlier.run("report", "earlier", "--format", "json").out(),
            earlier.run("show", "earlier", "--json").out())) {
      JsonNode verdict = JSON.readTree(json).get("rejudged").get(0);
      assertThat(verdict.get("field").asText()).isEqualTo("verdict");
      assertThat(verdict.get("stored").asText()).isNotEqualTo(verdict.get("computed").asText());
    }
    assertThat(earlier.run("query", "SELECT p_holm FROM contrasts").out()).contains("0.0123");
    assertThat(earlier.run("audit", "earlier", "--strict").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(earlier.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void itsExportIsTakenElsewhere() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("again.json"),
            earlier.run("report", "earlier", "--format", "json").out());
    Cli elsewhere = Cli.inThreads(folder.resolve("elsewhere"));
    assertThat(elsewhere.run("import", file.toString()).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(elsewhere.run("show", "earlier").out()).contains(SAID);
  }

  @Test
  void nothingIsSaidOfOneThatTheRulesOfTodayHaveJudged() throws Exception {
    assertThat(today.run("show", "earlier").out()).doesNotContain("is stored as it was judged");
    assertThat(page(today)).doesNotContain("is stored as it was judged");
    assertThat(JSON.readTree(today.run("show", "earlier", "--json").out()).get("rejudged"))
        .isEmpty();
    assertThat(today.run("report", "earlier", "--format", "json").out())
        .doesNotContain("\"rejudged\"");
  }

  private static String page(Cli cli) throws Exception {
    String written = cli.run("report", "earlier").out();
    return Files.readString(Path.of(written.lines().findFirst().orElseThrow()));
  }
}
