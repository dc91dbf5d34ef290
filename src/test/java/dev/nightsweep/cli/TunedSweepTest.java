package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that tunes its arms before it compares them, as a user meets it. */
@TestInstance(Lifecycle.PER_CLASS)
class TunedSweepTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** At 0.03 the net without LRN is close to its limit; at its own best it is as good as with. */
  private static final String SPEC =
      """
      name: tuned
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        learning_rate: {values: [0.003, 0.01, 0.03]}
        dataset: {value: /no/such/folder}
      ablation:
        nuisance: [learning_rate]
        seeds: 6
        margin: {validation_accuracy: 0.02}
      """;

  private static final String READINGS =
      "SELECT r.arm_id, r.phase, r.seed, p.setting, m.reading FROM runs r"
          + " JOIN run_parameters p ON p.run_id = r.run_id AND p.name = 'learning_rate'"
          + " JOIN metrics m ON m.run_id = r.run_id AND m.name = 'test_accuracy'"
          + " WHERE NOT r.removed ORDER BY 1, 2, 3, 4";
  private static final String CANDIDATES =
      "SELECT label, candidate, mean, runs, lost, chosen FROM candidates ORDER BY 1, 2";

  @TempDir private static Path folder;
  private Cli cli;
  private Path spec;
  private Cli.Result run;

  @BeforeAll
  void runTheSweep() throws IOException {
    cli = Cli.inThreads(folder.resolve("results"));
    spec = Files.writeString(folder.resolve("tuned.yaml"), SPEC);
    run = cli.run("run", spec.toString(), "--workers", "2");
  }

  @Test
  void armsAreTunedAlikeAndComparedAtTheirOwnBestOnOtherSeeds() throws IOException {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(rows("SELECT run_id FROM runs WHERE phase = 'SELECTION' AND seed > 1000000"))
        .hasSize(18);
    assertThat(
            rows(
                "SELECT r.run_id FROM runs r JOIN run_parameters p ON p.run_id = r.run_id"
                    + " JOIN arms a ON a.arm_id = r.arm_id"
                    + " JOIN candidates c ON c.arm_id = r.arm_id AND c.chosen"
                    + " WHERE r.phase = 'COMPARISON' AND r.seed <= 6 AND p.name = 'learning_rate'"
                    + " AND c.candidate = 'learning_rate=' || p.setting"))
        .hasSize(12);
    assertThat(rows(CANDIDATES)).hasSize(6);
    assertThat(run.err()).contains("Tuned: lrn=false is compared at", "Tuned: lrn=true is");
  }

  @Test
  void tuningChangesTheAnswerAndBothAreShown() {
    assertThat(run.out())
        .contains("lrn=true is equivalent to lrn=false")
        .contains("at each arm's own best learning_rate (")
        .contains(" for lrn=true, ")
        .contains("over 3 selection seeds; compared on 6 other seeds")
        .containsPattern(
            "With learning_rate=0.03 in every arm the selection runs would have said: lrn=true is"
                + " .*better than lrn=false .*3 paired seeds");
  }

  @Test
  void whereNoSettingAloneCanHaveAVerdictThatIsSaidOnce() throws IOException {
    Path two =
        Files.writeString(
            folder.resolve("two.yaml"),
            SPEC.replace("[learning_rate]", "{parameters: [learning_rate], seeds: 2}"));
    Cli there = Cli.inThreads(folder.resolve("two"));
    assertThat(there.run("run", two.toString(), "--workers", "2").out())
        .containsOnlyOnce("a verdict needs 3 selection seeds, and there were 2")
        .doesNotContain("would have said");
  }

  /** Without parts there would be no time but for the first seed: 7.2 s, and 0.25 s a run. */
  @Test
  void inPartsAShortSittingTunesNoLess() throws IOException {
    Path parts =
        Files.writeString(
            folder.resolve("parts.yaml"),
            SPEC.replace("dataset:", "simulate.seconds_per_epoch: {value: 0.25}\n  dataset:")
                    .replace("parameters:\n", "parameters:\n  epochs: {value: 1}\n")
                    .replace("seeds: 6", "seeds: 40")
                + "  budget: {max_hours: 0.002, in_parts: true}\n");
    Cli there = Cli.inThreads(folder.resolve("parts"));
    String[] run = {"run", parts.toString(), "--workers", "2", "--no-calibrate"};
    Cli.Result first = there.run(run);
    assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCode.STOPPED);
    List<String> again = new ArrayList<>(List.of(run));
    again.addAll(List.of("--max-hours", "24"));
    Cli.Result last = there.run(again.toArray(String[]::new));
    assertThat(last.exitCode()).as(last.err()).isEqualTo(ExitCode.DONE);
    assertThat(last.out()).contains("over 3 selection seeds; compared on 40 other seeds");
  }

  @Test
  void aBestAtTheEdgeOfWhatWasTriedIsAWarning() {
    assertThat(run.out() + run.err()).contains("Widen the range");
  }

  @Test
  void showAndPageTellTheSame() throws IOException {
    String shown = cli.run("show", "tuned").out();
    assertThat(shown)
        .contains("at each arm's own best learning_rate", "lrn=true at learning_rate=0.03");
    String page = page(cli.results());
    assertThat(page)
        .contains("What the verdict is conditional on")
        .contains("What was tried in every arm")
        .contains("at each arm's own best learning_rate (")
        .contains("FROM candidates WHERE sweep_id");
    String runId =
        rows("SELECT run_id FROM runs WHERE phase = 'SELECTION'").get(0).get("run_id").asText();
    assertThat(cli.run("show", runId).out()).contains("learning_rate");
  }

  @Test
  void thePlanTellsBothPhases() throws IOException {
    String plan = Cli.plain(List.of("plan", spec.toString())).out();
    assertThat(plan)
        .contains("learning_rate inside every arm: 3 settings × 3 selection seeds")
        .contains("30 (18 to tune, then 12 to compare)");
    JsonNode json = JSON.readTree(Cli.plain(List.of("plan", spec.toString(), "--json")).out());
    assertThat(json.at("/tuning/candidates")).hasSize(3);
    assertThat(json.get("runs")).hasSize(18);
  }

  @Test
  void itIsFinishedSoundAndCanBeRebuilt() throws IOException {
    Path copy = copy("rebuilt");
    Cli there = Cli.inThreads(copy);
    List<JsonNode> readings = rows(there, READINGS);
    List<JsonNode> candidates = rows(there, CANDIDATES);
    assertThat(there.run("status").out()).contains("nothing is left to train");
    assertThat(there.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(there.run("rebuild").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(there.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(rows(there, READINGS)).hasSize(30).isEqualTo(readings);
    assertThat(rows(there, CANDIDATES)).isEqualTo(candidates);
    assertThat(there.run("run", spec.toString()).err()).contains("is finished already");
  }

  @Test
  void aSweepWhoseOwnerDiedBeforeTheChoiceChoosesAlikeWhenItGoesOn() throws IOException {
    assertComesOutTheSame("before", 0);
  }

  @Test
  void aSweepWhoseOwnerDiedAfterTheChoiceGoesOnWithTheComparison() throws IOException {
    assertComesOutTheSame("after", 1);
  }

  /** Takes all away that came so many lines after all was tuned, and goes on. */
  private void assertComesOutTheSame(String name, int linesKept) throws IOException {
    Path copy = copy(name);
    Path journal;
    try (Stream<Path> files = Files.walk(copy)) {
      journal = files.filter(file -> file.endsWith("sweep.jsonl")).findFirst().orElseThrow();
    }
    List<String> lines = Files.readAllLines(journal);
    int chosen = 0;
    while (!lines.get(chosen).contains("\"CandidatesChosen\"")) {
      chosen++;
    }
    Files.write(journal, lines.subList(0, chosen + linesKept));
    Cli there = Cli.inThreads(copy);
    for (JsonNode run : rows("SELECT run_id FROM runs WHERE phase = 'COMPARISON'")) {
      ResultsFolder.remove(journal.resolveSibling("runs").resolve(run.get("run_id").asText()));
    }
    assertThat(there.run("rebuild").exitCode()).isEqualTo(ExitCode.DONE);
    if (linesKept == 0) {
      assertThat(there.run("status").out()).contains("18 of 18", "tuning: 12 more follow");
      assertThat(there.run("show", "tuned").out())
          .contains("No verdict", "The arms are being tuned");
    }

    Cli.Result resumed = there.run("resume", "--workers", "2");
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.DONE);
    assertThat(rows(there, READINGS)).hasSize(30).isEqualTo(rows(READINGS));
    assertThat(rows(there, CANDIDATES)).isEqualTo(rows(CANDIDATES));
    assertThat(resumed.out()).contains("at each arm's own best learning_rate");
    assertThat(there.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void moreSeedsInTheSpecKeepTheChoiceAndAreMarkedAsAddedAfterALook() throws IOException {
    Cli there = Cli.inThreads(copy("grown"));
    Path edited = edited("grown", SPEC.replace("seeds: 6", "seeds: 7"));
    Cli.Result grown = there.run("run", edited.toString(), "--workers", "2");

    assertThat(grown.exitCode()).as(grown.err()).isEqualTo(ExitCode.DONE);
    assertThat(rows(there, READINGS)).hasSize(32);
    assertThat(grown.out()).contains("7 paired seeds", "Post hoc: the seeds (added 7");
    assertThat(page(there.results())).contains("Post hoc");
  }

  @Test
  void moreValuesAreTriedThenChosenAmongAndMarkedAsAnAfterthought() throws IOException {
    Cli there = Cli.inThreads(copy("wider"));
    Path edited = edited("wider", SPEC.replace("0.003,", "0.003, 0.02,"));
    Cli.Result wider = there.run("run", edited.toString(), "--workers", "2");

    assertThat(wider.exitCode()).as(wider.err()).isEqualTo(ExitCode.DONE);
    assertThat(rows(there, "SELECT run_id FROM runs WHERE phase = 'SELECTION' AND NOT removed"))
        .hasSize(24);
    assertThat(rows(there, "SELECT run_id FROM runs WHERE phase = 'COMPARISON' AND NOT removed"))
        .hasSize(12);
    assertThat(rows(there, CANDIDATES)).as("both choices are kept").hasSize(6 + 8);
    assertThat(wider.out()).contains("Post hoc: the tuning grid (added learning_rate=0.02)");
    assertThat(page(there.results())).contains("Post hoc");
  }

  @Test
  void whatIsTunedCannotChangeUnderASweepThatIsUnderWay() throws IOException {
    Cli there = Cli.inThreads(copy("fixed"));
    Path edited =
        edited(
            "fixed",
            SPEC.replace("values: [0.003, 0.01, 0.03]", "value: 0.01")
                .replace("  nuisance: [learning_rate]\n", ""));
    Cli.Result refused = there.run("run", edited.toString());

    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("nuisance was [learning_rate], is []", "--new");
  }

  @Test
  void selectionRunsMayBeReusedAndComparisonRunsNever() throws IOException {
    Cli there = Cli.inThreads(copy("again"));
    Cli.Result again = there.run("run", spec.toString(), "--workers", "2");
    assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
    Path other = edited("again", SPEC.replace("name: tuned", "name: other"));
    assertThat(there.run("run", other.toString(), "--workers", "2").exitCode())
        .isEqualTo(ExitCode.DONE);

    String reused =
        "SELECT r.run_id FROM runs r JOIN sweeps s ON s.sweep_id = r.sweep_id"
            + " WHERE s.name = 'other' AND r.reused_from IS NOT NULL AND r.phase = ";
    assertThat(rows(there, reused + "'SELECTION'")).hasSize(18);
    assertThat(rows(there, reused + "'COMPARISON'")).isEmpty();
  }

  private Path edited(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("spec-" + name)).resolve("tuned.yaml");
    return Files.writeString(file, text);
  }

  private Path copy(String name) throws IOException {
    Path from = cli.results();
    Path to = folder.resolve("results-" + name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  private static String page(Path results) throws IOException {
    try (Stream<Path> files = Files.walk(results)) {
      return Files.readString(
          files.filter(file -> file.endsWith("report.html")).findFirst().orElseThrow());
    }
  }

  private List<JsonNode> rows(String sql) throws IOException {
    return rows(cli, sql);
  }

  private static List<JsonNode> rows(Cli cli, String sql) throws IOException {
    Cli.Result result = cli.run("query", sql, "--json");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return JSON.readerForListOf(JsonNode.class).readValue(result.out());
  }
}
