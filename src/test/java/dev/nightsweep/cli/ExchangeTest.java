package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.nightsweep.store.Views;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps taken out in every format, and into another results folder. */
class ExchangeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static Cli home;
  private static Path page;

  @TempDir private Path elsewhere;

  @BeforeAll
  static void train() throws IOException {
    home = Cli.inThreads(folder.resolve("results"));
    Path spec =
        Files.writeString(
            folder.resolve("spec.yaml"),
            """
            name: "give | take <b>"
            description: Does it travel?
            program: simulated
            method: grid
            parameters:
              lrn: {values: [false, true]}
              epochs: {value: 4}
              simulate.failure_rate: {value: 0.2}
              simulate.nan_rate: {value: 0.1}
            ablation: {seeds: 6, margin: {validation_accuracy: 0.01}}
            """);
    Cli.Result run = home.run("run", spec.toString(), "--workers", "2", "--give-up-after", "100");
    assertThat(run.exitCode()).as(run.err()).isIn(ExitCode.DONE, ExitCode.BAD_RUNS);
    try (Stream<Path> files = Files.walk(home.results())) {
      page = files.filter(f -> f.endsWith("report.html")).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "html"})
  void whatIsTakenInIsTheSameToTheRow(String form) throws IOException {
    Path file = page;
    if (form.equals("json")) {
      file =
          Files.writeString(
              elsewhere.resolve("out.json"), home.run("report", "--format", "json").out());
    }
    Cli other = Cli.inThreads(elsewhere.resolve("results"));
    Cli.Result taken = other.run("import", file.toString());
    assertThat(taken.exitCode()).as(taken.err()).isEqualTo(ExitCode.DONE);

    for (String view : Views.NAMES) {
      String sql = "SELECT * FROM " + view + " ORDER BY 1, 2, 3, 4, 5";
      assertThat(other.run("query", sql, "--json").out())
          .as(view)
          .isEqualTo(home.run("query", sql, "--json").out());
    }
    assertThat(other.run("show", "give").out()).isEqualTo(home.run("show", "give").out());
    assertThat(other.run("verify").exitCode()).isZero();
    home.run("report");
    assertThat(pageOf(other)).isEqualTo(Files.readString(page));
    Cli.Result again = other.run("import", file.toString());
    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("is here already", "nightsweep delete");
  }

  private static String pageOf(Cli cli) throws IOException {
    try (Stream<Path> files = Files.walk(cli.results())) {
      return Files.readString(
          files.filter(f -> f.endsWith("report.html")).findFirst().orElseThrow());
    }
  }

  @Test
  void theJsonIsAsItsSchemaSays() throws IOException {
    String schemaText;
    try (InputStream in = ExchangeTest.class.getResourceAsStream("/export.schema.json")) {
      schemaText = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schemaText);
    String json = home.run("report", "--format", "json").out();
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(json.replace("\"answers\"", "\"anwsers\""), InputFormat.JSON))
        .isNotEmpty();
    JsonNode sweep = JSON.readTree(json);
    assertThat(sweep.get("runs")).hasSize(12);
    assertThat(sweep.get("journals")).hasSize(13);
  }

  @Test
  void csvHasARowForEachReadingOfEachEpoch() throws IOException {
    List<String> lines = home.run("report", "--format", "csv").out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("run_id,arm,phase,seed,state,lrn,epoch,metric,reading");
    JsonNode counted =
        JSON.readTree(home.run("query", "SELECT COUNT(*) AS n FROM metrics", "--json").out());
    assertThat(lines).hasSize(1 + counted.get(0).get("n").asInt());
  }

  @Test
  void markdownHoldsVerdictAndNumbersAndNoMarkupOfNames() {
    String summary = home.run("report", "--format", "md").out();
    assertThat(summary)
        .startsWith("### give \\| take &lt;b>")
        .contains(
            "> Does it travel?", "SIMULATED", "| lrn: true against false |", "validation accuracy")
        .doesNotContain("<b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing of the kind",
        "{\"format\": \"something else\"}",
        "<html><script id=\"sweep-archive\">H4sIAAAA</script></html>",
        "{\"format\":\"nightsweep-sweep\",\"version\":1,\"journals\":[]}",
        "{\"format\":\"nightsweep-sweep\",\"version\":1,\"journals\":[{\"run_id\":null,\"entries\":[7]}]}"
      })
  void whatHoldsNoSweepIsRefusedAndLeavesNothing(String text) throws IOException {
    Cli other = Cli.inThreads(elsewhere.resolve("results"));
    Path file = Files.writeString(elsewhere.resolve("file"), text);
    Cli.Result refused = other.run("import", file.toString());
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).isNotBlank().doesNotContain("Exception");
    assertThat(other.results()).doesNotExist();
  }

  @Test
  void noIdLeadsOutOfTheFolder() throws IOException {
    String json = home.run("report", "--format", "json").out();
    String sweepId = JSON.readTree(json).get("sweep").get("sweep_id").asText();
    Path file =
        Files.writeString(elsewhere.resolve("evil.json"), json.replace(sweepId, "../../evil"));
    Cli.Result refused = Cli.inThreads(elsewhere.resolve("results")).run("import", file.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("no id of a sweep");
    assertThat(elsewhere.resolve("evil")).doesNotExist();
  }

  @Test
  void runsAndSweepsStandSideBySide() throws IOException {
    JsonNode runs =
        JSON.readTree(
            home.run("query", "SELECT run_id FROM runs WHERE seed = 1 ORDER BY ordinal", "--json")
                .out());
    String first = runs.get(0).get("run_id").asText();
    String second = runs.get(1).get("run_id").asText();
    Cli.Result text = home.run("compare", first, second);
    assertThat(text.out()).contains("SIMULATED", "setting", "lrn", "second − first");
    Cli.Result written = home.run("compare", first, second, "--html");
    assertThat(Files.readString(Path.of(written.out().strip())))
        .contains("2 runs side by side", "Settings that differ", "is no evidence");
    Cli.Result sweeps = home.run("compare", "give", "give");
    assertThat(sweeps.out())
        .contains("What was asked differently: nothing.", "lrn=true against false");
    assertThat(home.run("compare", first).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(home.run("compare", first, "give").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aRunsPageIsWrittenWithTheSweepsAndOnDemand() throws IOException {
    JsonNode run =
        JSON.readTree(home.run("query", "SELECT run_id FROM runs", "--json").out()).get(0);
    Path runPage =
        page.getParent().resolve("runs").resolve(run.get("run_id").asText()).resolve("run.html");
    assertThat(Files.readString(runPage)).contains("SIMULATED", "Epoch by epoch", "Attempts");
    Files.delete(runPage);
    assertThat(home.run("report", run.get("run_id").asText()).out()).contains(runPage.toString());
    assertThat(runPage).exists();
  }
}
