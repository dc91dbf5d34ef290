package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.publish.exchange.SweepDraft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts that somebody edited after they were taken. */
class EditedLooksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path STUDY = Path.of("results/lrn-study/lrn-study.json");

  private static final String CONTRADICTED =
      "Audit error (looks): What is stored does not follow from the readings";

  private static final List<String> OLD_FIELDS =
      List.of(
          "pairs",
          "meanDifference",
          "ciLow",
          "ciHigh",
          "pValue",
          "pT",
          "pHolm",
          "pEquivalence",
          "verdict");

  private static final List<String> FIELDS =
      Stream.concat(OLD_FIELDS.stream(), Stream.of("pEquivalenceHolm")).toList();

  @TempDir private static Path folder;
  private static String planned;
  private static String repeated;
  private static String tuned;

  @TempDir private Path elsewhere;

  @BeforeAll
  static void train() throws Exception {
    planned = trained("planned", "seeds: 6");
    repeated = trained("repeated", "seeds: 5", "--until-settled", "--max-seeds", "9");
    tuned = trained("tuned", "seeds: 4, nuisance: {parameters: [dropout], seeds: 3}");
  }

  private static String trained(String name, String seeds, String... options) throws Exception {
    Cli cli = Cli.inThreads(folder.resolve(name));
    Path spec =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            name: %s
            program: simulated
            method: grid
            parameters:
              lrn: {values: [false, true]}
              dropout: {values: [0.4, 0.5]}
              epochs: {value: 3}
            ablation: {%s, margin: {validation_accuracy: 0.002}}
            """
                .formatted(name, seeds));
    List<String> words = new ArrayList<>(List.of("run", spec.toString(), "--no-calibrate"));
    words.addAll(List.of(options));
    assertThat(cli.run(words.toArray(String[]::new)).exitCode()).isEqualTo(ExitCode.DONE);
    return cli.run("report", "--format", "json").out();
  }

  @Test
  void isRefusedByName() throws Exception {
    for (String export : List.of(planned, repeated)) {
      JsonNode before = lastLook(JSON.readTree(export)).get("results").get(3);
      Cli.Result taken =
          imported(edited(export, look -> FIELDS.forEach(field -> edit(look, 3, field))));
      assertThat(taken.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(taken.err())
          .contains(
              before.get("metric").asText(),
              before.get("level").asText() + " against " + before.get("baseline").asText(),
              ", and the readings give ");
      FIELDS.forEach(field -> assertThat(taken.err()).contains(field + " is "));
      assertThat(imported(edited(export, look -> edit(look, 0, "verdict"))).exitCode())
          .isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void isRefusedInItsSummaryInPlainWords() throws Exception {
    ObjectNode export = (ObjectNode) JSON.readTree(planned);
    ObjectNode row = (ObjectNode) export.get("contrasts").get(0);
    row.put("pHolm", 0.0001234);
    Cli.Result taken = imported(export.toString());
    assertThat(taken.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(taken.err())
        .contains(
            "Its summary is not what its journal tells", "pHolm is 1.234E-4, and the readings")
        .doesNotContain("ContrastResult[");
  }

  @Test
  void isRefusedInItsAnswers() throws Exception {
    for (String export : List.of(planned, repeated, Files.readString(STUDY))) {
      assertThat(imported(export).exitCode()).isEqualTo(ExitCode.DONE);
      ArrayNode answers = (ArrayNode) JSON.readTree(export).get("answers");
      String first = answers.get(2).asText();
      Cli.Result other = imported(answering(export, edited -> edited.set(2, first + " Much!")));
      assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(other.err()).contains("“" + first + " Much!”", "“" + first + "”");
    }
    for (String export : List.of(planned, repeated)) {
      assertThat(imported(answering(export, edited -> edited.remove(2))).exitCode())
          .isEqualTo(ExitCode.USAGE);
      assertThat(imported(answering(export, ArrayNode::removeAll)).exitCode())
          .isEqualTo(ExitCode.USAGE);
      assertThat(imported(answering(export, edited -> edited.add("All is well."))).err())
          .contains("was not said at the last look: “All is well.”");
    }
  }

  private static String answering(String export, Consumer<ArrayNode> edit) throws Exception {
    ObjectNode tree = (ObjectNode) JSON.readTree(export);
    edit.accept((ArrayNode) tree.get("answers"));
    return JSON.writeValueAsString(tree);
  }

  @Test
  void isRefusedWithRowsLeftOutOfItsSummary() throws Exception {
    for (String export : List.of(planned, repeated)) {
      ObjectNode tree = (ObjectNode) JSON.readTree(export);
      ArrayNode rows = (ArrayNode) tree.get("contrasts");
      for (int row : List.of(rows.size() - 1, 0)) {
        JsonNode left = rows.remove(row);
        Cli.Result taken = imported(JSON.writeValueAsString(tree));
        assertThat(taken.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(taken.err())
            .contains(left.get("metric").asText() + ": verdict is missing, and the readings give");
        rows.insert(row, left);
      }
      rows.add(rows.get(0));
      assertThat(imported(JSON.writeValueAsString(tree)).exitCode()).isEqualTo(ExitCode.USAGE);
      tree.putArray("contrasts");
      assertThat(imported(JSON.writeValueAsString(tree)).exitCode()).isEqualTo(ExitCode.USAGE);
      tree.put("contrasts", "none");
      assertThat(imported(JSON.writeValueAsString(tree)).exitCode()).isEqualTo(ExitCode.USAGE);
    }
    ObjectNode study = (ObjectNode) JSON.readTree(Files.readString(STUDY));
    ((ArrayNode) study.get("contrasts")).remove(0);
    assertThat(imported(JSON.writeValueAsString(study)).err()).contains(": verdict is missing");
  }

  @Test
  void isRefusedInWhatHoldsOverAllLooks() throws Exception {
    List<String> fields = List.of("estimateLooks", "ciLowLooks", "ciHighLooks");
    String err =
        imported(edited(repeated, look -> fields.forEach(field -> edit(look, 0, field)))).err();
    fields.forEach(field -> assertThat(err).contains(field + " is "));
  }

  @Test
  void isRefusedInWhatItTellsOfChoicesAndOfRunsThatNeverLearned() throws Exception {
    assertThat(imported(edited(tuned, look -> {})).exitCode()).isEqualTo(ExitCode.DONE);
    JsonNode before = lastLook(JSON.readTree(tuned)).get("choices").get(0);
    String choice = ": " + before.get("candidate").asText() + ", validation_accuracy: ";
    for (String field : List.of("probBetter", "expectedRegret")) {
      Cli.Result taken =
          imported(edited(tuned, look -> edit((ObjectNode) look.get("choices").get(0), field)));
      assertThat(taken.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(taken.err()).contains(choice + field + " is ", ", and the readings give ");
    }
    assertThat(imported(edited(tuned, look -> ((ArrayNode) look.get("choices")).remove(0))).err())
        .contains(choice + "probBetter is missing");
    assertThat(imported(edited(tuned, look -> look.remove("choices"))).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(imported(edited(planned, look -> look.putArray("neverLearned").add("abc"))).err())
        .contains("neverLearned is [abc]");
  }

  @Test
  void isRefusedInSweepsOfEarlierVersions() throws Exception {
    String study = Files.readString(STUDY);
    for (int row : List.of(0, 14)) {
      Cli.Result taken =
          imported(edited(study, look -> OLD_FIELDS.forEach(field -> edit(look, row, field))));
      assertThat(taken.exitCode()).isEqualTo(ExitCode.USAGE);
      OLD_FIELDS.forEach(field -> assertThat(taken.err()).contains(field + " is "));
    }
  }

  @Test
  void isNotHeldToLaterRulesWhereItDoesNotSayByWhichItWasJudged() throws Exception {
    for (String export : List.of(planned, repeated, Files.readString(STUDY))) {
      String older =
          edited(
              export,
              look -> {
                look.remove("rules");
                look.get("results").forEach(row -> ((ObjectNode) row).remove("pEquivalenceHolm"));
              });
      assertThat(imported(older).exitCode()).isEqualTo(ExitCode.DONE);
    }
    assertThat(imported(edited(planned, look -> look.remove("rules"))).exitCode()).isZero();
    assertThat(
            imported(
                    edited(
                        planned,
                        look -> {
                          look.remove("rules");
                          edit(look, 0, "verdict");
                        }))
                .exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void isRefusedInItsSentencesAndSummaryToo() throws Exception {
    Cli.Result said =
        imported(
            edited(
                planned,
                look -> look.putArray("said").add("lrn=true is much better than lrn=false.")));
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err()).contains("said is", "much better");
    ObjectNode export = (ObjectNode) JSON.readTree(planned);
    edit((ObjectNode) export.get("contrasts").get(0), "pT");
    assertThat(imported(JSON.writeValueAsString(export)).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(imported(edited(planned, look -> look.putArray("results"))).err())
        .contains("verdict is missing");
  }

  @Test
  void isFoundAndMendedWhereItStandsInAJournal() throws Exception {
    Path file =
        Files.writeString(
            elsewhere.resolve("edited.json"), edited(planned, look -> edit(look, 0, "verdict")));
    Cli cli = Cli.inThreads(elsewhere.resolve("results"));
    Files.createDirectories(cli.results());
    String id = planted(file, new ResultsFolder(cli.results()));

    Cli.Result verified = cli.run("verify");
    assertThat(verified.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(verified.out()).contains("verdict is ", id);
    Cli.Result audited = cli.run("audit", id, "--strict");
    assertThat(audited.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(audited.out()).contains("ERROR", "looks", "verdict is ");
    assertThat(cli.run("show", id).out()).contains(CONTRADICTED, "verdict is ");
    assertThat(cli.run("show", id, "--json").out()).contains("What is stored does not follow");
    assertThat(cli.run("report", id, "--format", "md").out()).contains("**" + CONTRADICTED);
    assertThat(cli.run("compare", id, id).out()).contains(": " + CONTRADICTED);
    cli.run("report", id);
    assertThat(Files.readString(new ResultsFolder(cli.results()).report(id)))
        .contains("Audit: 1 error", "What is stored does not follow from the readings");
    Cli.Result rebuilt = cli.run("rebuild");
    assertThat(rebuilt.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(rebuilt.out() + rebuilt.err()).contains("verdict is ", "what the readings give");
    assertThat(cli.run("query", "SELECT verdict FROM contrasts").out())
        .isEqualTo(clean().run("query", "SELECT verdict FROM contrasts").out());
    assertThat(cli.run("verify").out()).doesNotContain("rows of contrast");
  }

  private static String planted(Path file, ResultsFolder results) throws Exception {
    try (SweepDraft draft = SweepDraft.of(SweepDraft.read(file).sweep(), results)) {
      draft.install(Instant.now());
      return draft.sweepId();
    }
  }

  private static Cli clean() {
    return Cli.inThreads(folder.resolve("planned"));
  }

  @Test
  void looksAtFewerSeedsAndInterimOnesAreNotAccused() throws Exception {
    Cli cli = Cli.inThreads(elsewhere.resolve("results"));
    Path spec = elsewhere.resolve("spec.yaml");
    String text =
        """
        name: parts
        program: simulated
        method: grid
        parameters:
          lrn: {values: [false, true]}
          epochs: {value: 3}
          simulate.failure_rate: {value: 0.1}
        ablation: {seeds: SEEDS, margin: {validation_accuracy: 0.002}}
        """;
    Files.writeString(spec, text.replace("SEEDS", "6"));
    cli.run("run", spec.toString(), "--no-calibrate", "--pilot");
    cli.run("run", spec.toString(), "--no-calibrate");
    Files.writeString(spec, text.replace("SEEDS", "9"));
    cli.run("run", spec.toString(), "--no-calibrate");
    assertThat(cli.run("query", "SELECT DISTINCT look FROM contrasts", "--json").out())
        .contains("1", "2", "3");
    Cli.Result verified = cli.run("verify");
    assertThat(verified.out()).contains("agree");
    assertThat(verified.exitCode()).isZero();
  }

  private Cli.Result imported(String export) throws Exception {
    Path file = Files.writeString(Files.createTempFile(elsewhere, "export", ".json"), export);
    Path results = Files.createTempDirectory(elsewhere, "results");
    Cli.Result result = Cli.inThreads(results).run("import", file.toString());
    try (var left = Files.list(results)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith(".import")))
          .isEmpty();
    }
    return result;
  }

  private static String edited(String export, Consumer<ObjectNode> edit) throws Exception {
    ObjectNode tree = (ObjectNode) JSON.readTree(export);
    edit.accept(lastLook(tree));
    tree.remove(List.of("contrasts", "answers"));
    return JSON.writeValueAsString(tree);
  }

  private static ObjectNode lastLook(JsonNode export) {
    JsonNode last = null;
    for (JsonNode entry : export.get("journals").get(0).get("entries")) {
      last = entry.get("type").asText().equals("LookTaken") ? entry : last;
    }
    return (ObjectNode) last;
  }

  private static void edit(ObjectNode look, int row, String field) {
    edit((ObjectNode) look.get("results").get(row), field);
  }

  private static void edit(ObjectNode row, String field) {
    if (field.equals("verdict")) {
      row.put(field, row.get(field).asText().equals("BETTER") ? "EQUIVALENT" : "BETTER");
    } else if (row.path(field).isInt()) {
      row.put(field, row.get(field).asInt() + 1);
    } else {
      row.put(field, row.path(field).asDouble(0.3) * 0.999 + 1e-5);
    }
  }
}
