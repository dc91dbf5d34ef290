package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the product says of runs that a tracker kept, and what it refuses to do with them. */
@TestInstance(Lifecycle.PER_CLASS)
class TrackedSweepTest {
  private static final String SPEC =
      """
      name: lrn
      program: simulated
      method: grid
      parameters: {lrn: {values: [false, true]}, epochs: {value: 3}}
      ablation: {seeds: 6, margin: {validation_accuracy: 0.01}}
      """;

  private static final String TAKEN = "taken from MLflow on 2126-11-30 (mlflow.db)";
  private static final String PAIRED =
      "Paired by seed number; nothing shows that seeds shared their data.";
  private static final String ASKED =
      "The question (metric, margin, baseline) was stated at the import, after the results.";
  private static final String NOT_KNOWN = "Not known of runs taken from MLflow: ";

  @TempDir private static Path folder;
  private ResultsFolder results;
  private Cli cli;
  private String sweepId;

  @BeforeAll
  void takeRuns() throws IOException {
    results = new ResultsFolder(folder.resolve("results"));
    cli = Cli.inThreads(results.root());
    sweepId = TrackedSweep.take(folder, results, SPEC, Map.of());
  }

  private String said(String... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return result.out();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "show ID",
        "show RUN",
        "status ID",
        "compare ID ID",
        "compare RUN RUN2",
        "report ID --format md",
        "report ID --format latex"
      })
  void whereItIsShownItIsSaidWhereItComesFrom(String command) throws IOException {
    String said = said(words(command)).replace("{-}", "-");
    assertThat(said).contains(TAKEN).doesNotContain("tracked:mlflow").doesNotContain("SIMULATED");
  }

  private String[] words(String command) throws IOException {
    List<String> runs = results.runIds(sweepId);
    return Arrays.stream(command.split(" ", -1))
        .map(
            word ->
                switch (word) {
                  case "ID" -> sweepId;
                  case "RUN" -> runs.get(0);
                  case "RUN2" -> runs.get(1);
                  default -> word;
                })
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show ID",
        "compare ID ID",
        "report ID --format md",
        "report ID --format latex",
        "list --json",
        "show ID --json",
        "status ID --json",
        "report ID --format json"
      })
  void besideEveryVerdictItIsSaidWhatItIsConditionalOn(String command) throws IOException {
    assertThat(said(words(command))).contains(PAIRED, ASKED);
  }

  @Test
  void machinesReadWhereItComesFrom() throws IOException {
    JsonNode export = json(said("report", sweepId, "--format", "json"));
    JsonNode from = export.get("sweep").get("taken_from");
    assertThat(from.get("tracker").asText()).isEqualTo("mlflow");
    assertThat(from.get("file").asText()).isEqualTo(TrackedSweep.FILE);
    assertThat(from.get("at").asText()).startsWith("2126-11-30");
    assertThat(export.get("sweep").get("program").asText()).isEqualTo("tracked:mlflow");
    assertThat(json(said("list", "--json")).get(0).get("taken_from")).isEqualTo(from);
  }

  @Test
  void whatIsNotKnownIsSaidOnceAndTogether() throws IOException {
    String audit = said("audit", sweepId);
    assertThat(audit.split(NOT_KNOWN, -1)).hasSize(2);
    assertThat(audit)
        .contains("code, libraries, machine", "split and order of the data")
        .contains("initial weights", "who picked these runs")
        .contains("looks at the test set")
        .contains("Of 12 runs MLflow tells: settings and states")
        .doesNotContain("started before the sweep was planned")
        .doesNotContain("The test set was evaluated")
        .doesNotContain("neither tuned nor swept")
        .doesNotContain("run --new")
        .doesNotContain("nightsweep resume");
    JsonNode findings = json(said("audit", sweepId, "--json"));
    assertThat(findings.findValuesAsText("check").stream().filter("source"::equals)).hasSize(2);
  }

  @Test
  void noSentenceOnMethodsSaysThatSeedsWereFixedBefore() {
    assertThat(said("report", sweepId, "--format", "latex"))
        .contains("over the seeds that were found")
        .doesNotContain("fixed beforehand");
  }

  @Test
  void pagesBearTheMark() throws IOException {
    said("report");
    String runId = results.runIds(sweepId).get(0);
    String page = Files.readString(results.report(sweepId));
    assertThat(page)
        .contains("<title>TAKEN FROM MLFLOW: lrn", ">TAKEN FROM MLFLOW</span>")
        .contains("<span>" + TAKEN + "</span>", PAIRED, ASKED, "runs kept by MLflow")
        .contains("nightsweep import --from mlflow mlflow.db")
        .doesNotContain("nightsweep run ");
    assertThat(Files.readString(results.index())).contains("TAKEN FROM MLFLOW", TAKEN);
    assertThat(Files.readString(results.runPage(sweepId, runId)))
        .contains("TAKEN FROM MLFLOW", "elsewhere; " + TAKEN);
    for (String command : List.of("compare ID ID --html", "compare RUN RUN2 --html")) {
      Path written = Path.of(said(words(command)).strip());
      assertThat(Files.readString(written)).contains("TAKEN FROM MLFLOW", TAKEN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resume ID",
        "resume ID --retry-failed",
        "resume ID --until-settled",
        "resume ID --same-code",
        "replay ID",
        "replay RUN",
        "pause ID",
        "stop ID",
        "cancel ID",
      })
  void nothingOfItIsTrained(String command) throws IOException {
    Cli.Result result = cli.run(words(command));
    assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains("The runs of " + sweepId + " were trained elsewhere and " + TAKEN)
        .contains("`nightsweep import --from mlflow PATH`")
        .doesNotContain("no program");
  }

  /** Of that name, of whatever program: its runs are not those of the tracker. */
  @Test
  void noSpecGoesOnWithIt() throws IOException {
    ResultsFolder there = new ResultsFolder(folder.resolve("named"));
    Cli other = Cli.inThreads(there.root());
    TrackedSweep.take(folder, there, SPEC, Map.of());
    Path spec = Files.writeString(folder.resolve("lrn.yaml"), SPEC);
    Cli.Result same = other.run("run", spec.toString(), "--no-calibrate");
    assertThat(same.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(same.err()).contains("were trained elsewhere", "Maybe --new, to start lrn-2");
    assertThat(other.run("run", spec.toString(), "--no-calibrate", "--new").exitCode())
        .isEqualTo(ExitCode.DONE);
  }

  /** Its runs have the identities of those that are planned; none stands for one of them. */
  @Test
  void noOtherSweepTakesItsResults() throws IOException {
    ResultsFolder others = new ResultsFolder(folder.resolve("others"));
    TrackedSweep.take(folder, others, SPEC, Map.of());
    assertThat(reused(others)).isEqualTo("[{\"n\":0}]");
    ResultsFolder own = new ResultsFolder(folder.resolve("own"));
    Path spec = Files.writeString(folder.resolve("before.yaml"), SPEC);
    assertThat(Cli.inThreads(own.root()).run("run", spec.toString(), "--no-calibrate").exitCode())
        .isEqualTo(ExitCode.DONE);
    assertThat(reused(own)).isEqualTo("[{\"n\":12}]");
  }

  private static String reused(ResultsFolder results) throws IOException {
    Cli other = Cli.inThreads(results.root());
    Path spec =
        Files.writeString(folder.resolve("other.yaml"), SPEC.replace("name: lrn", "name: other"));
    Cli.Result run = other.run("run", spec.toString(), "--no-calibrate", "--trust");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    return other
        .run("query", "SELECT COUNT(reused_from) AS n FROM runs", "--json")
        .out()
        .replaceAll("\\s", "");
  }

  @Test
  void noSpecNamesIt() throws IOException {
    for (String program :
        List.of("program: tracked:mlflow", "command: ['tracked:mlflow', '${args}']")) {
      Path spec =
          Files.writeString(
              folder.resolve("named.yaml"), SPEC.replace("program: simulated", program));
      for (String command : List.of("run", "plan", "power")) {
        Cli.Result result = cli.run(command, spec.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("stands for runs that were trained elsewhere");
      }
    }
  }

  @Test
  void statusDoesNotAdviseToGoOn() {
    assertThat(said("status", sweepId)).doesNotContain("nightsweep resume");
  }

  @Test
  void theRestWorks() throws IOException {
    ResultsFolder copy = new ResultsFolder(folder.resolve("copy"));
    Cli other = Cli.inThreads(copy.root());
    String id = TrackedSweep.take(folder, copy, SPEC, Map.of("git_commit", "1".repeat(40)));
    for (String command : List.of("rebuild", "verify", "query SELECT+*+FROM+runs", "audit " + id)) {
      String[] words =
          Arrays.stream(command.split(" ", -1))
              .map(w -> w.replace('+', ' '))
              .toArray(String[]::new);
      Cli.Result result = other.run(words);
      assertThat(result.exitCode())
          .as(command + result.out() + result.err())
          .isEqualTo(ExitCode.DONE);
      if (command.startsWith("audit")) {
        assertThat(result.out()).contains("code, ", "git_commit");
      }
    }
    Path file = Files.writeString(folder.resolve("export.json"), exported(other, id));
    assertThat(other.run("delete", id, "--yes").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(copy.sweepIds()).isEmpty();
    Cli.Result imported = other.run("import", file.toString());
    assertThat(imported.exitCode()).as(imported.err()).isEqualTo(ExitCode.DONE);
    assertThat(other.run("show", id).out()).contains(TAKEN, PAIRED, ASKED);
  }

  private static String exported(Cli cli, String id) {
    return cli.run("report", id, "--format", "json").out();
  }
}
