package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.text.Numbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a contrast beside its tests. */
class BeyondPTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static Cli cli;

  @BeforeAll
  static void train() throws IOException {
    cli = Cli.inThreads(folder.resolve("results"));
    Path spec =
        Files.writeString(
            folder.resolve("spec.yaml"),
            """
            name: ceiling
            description: 'Is 100 % of $5 < 6_000 \\input{x} # 中 ~ ^ & é?'
            program: simulated
            method: grid
            parameters:
              lrn: {values: [false, true]}
              epochs: {value: 3}
            ablation: {seeds: 6, margin: {validation_accuracy: 0.001}}
            """);
    Cli.Result run = cli.run("run", spec.toString(), "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  private static JsonNode query(String sql) throws IOException {
    return JSON.readTree(cli.run("query", sql, "--json").out());
  }

  @Test
  void theProbabilitiesAreEverywhereTheSame() throws IOException {
    JsonNode row = query("SELECT * FROM contrasts WHERE metric = 'validation_accuracy'").get(0);
    double worse = row.get("prob_worse").asDouble();
    double inside = row.get("prob_equivalent").asDouble();
    double better = row.get("prob_better").asDouble();
    assertThat(worse + inside + better).isCloseTo(1, within(1e-12));
    JsonNode exported =
        JSON.readTree(cli.run("report", "--format", "json").out()).get("contrasts").get(0);
    assertThat(exported.get("probWorse").asDouble()).isEqualTo(worse);
    assertThat(exported.get("probBetter").asDouble()).isEqualTo(better);
    String shown = Numbers.probability(inside);
    assertThat(cli.run("show", "ceiling").out()).contains("P(EQUIVALENT)", shown, "Benavoli");
    assertThat(cli.run("report", "--format", "md").out()).contains("P(equivalent)", "Benavoli");
    try (Stream<Path> pages = Files.walk(cli.results())) {
      Path page = pages.filter(f -> f.endsWith("report.html")).findFirst().orElseThrow();
      assertThat(Files.readString(page)).contains("P(equivalent)");
    }
    assertThat(query("SELECT prob_worse FROM contrasts WHERE prob_worse IS NULL")).isNotEmpty();
  }

  @Test
  void ratiosOfErrorRatesAreThoseOfTheReadings() throws IOException {
    List<Double> logarithms = new ArrayList<>();
    for (JsonNode pair :
        query(
            "SELECT l.reading AS l, b.reading AS b FROM readings l JOIN readings b"
                + " ON b.seed = l.seed AND b.name = l.name WHERE l.name = 'validation_accuracy'"
                + " AND l.label = 'lrn=true' AND b.label = 'lrn=false'")) {
      logarithms.add(Math.log((1 - pair.get("l").asDouble()) / (1 - pair.get("b").asDouble())));
    }
    assertThat(logarithms).hasSize(6);
    double mean = logarithms.stream().mapToDouble(d -> d).average().orElseThrow();
    double sd = Math.sqrt(logarithms.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum() / 5);
    double half = TDistribution.of(5).inverseSurvivalProbability(0.025) * sd / Math.sqrt(6);
    JsonNode ratio =
        JSON.readTree(cli.run("show", "ceiling", "--scale", "error", "--json").out())
            .get("error_ratios")
            .get(0);
    assertThat(ratio.get("ratio").asDouble()).isCloseTo(Math.exp(mean), within(1e-12));
    assertThat(ratio.get("interval").get("low").asDouble())
        .isCloseTo(Math.exp(mean - half), within(1e-12));
    assertThat(ratio.get("pairs").asInt()).isEqualTo(6);
    assertThat(cli.run("show", "ceiling", "--scale", "error").err()).isEmpty();
    assertThat(cli.run("show", "ceiling", "--scale", "error").out())
        .contains("the errors", "geometric means", "not adjusted");
    assertThat(cli.run("show", "ceiling").out()).doesNotContain("geometric means");
  }

  @Test
  void theTableIsEscaped() {
    assertThat(cli.run("report", "--format", "latex").out())
        .contains(
            "\\toprule",
            "\\bottomrule",
            "Is 100 \\% of \\$5 \\textless{} 6\\_000 \\textbackslash{}input\\{x\\} \\# U+4E2D",
            "$P$(better)",
            "Bayesian correlated t test");
  }

  /** Where LaTeX is installed. */
  @Test
  void theTableCompiles() throws Exception {
    assumeTrue(hasLatex());
    Files.writeString(
        folder.resolve("paper.tex"),
        "\\documentclass{article}\n\\usepackage{booktabs}\n\\begin{document}\n"
            + cli.run("report", "--format", "latex").out()
            + "\n\\end{document}\n");
    Process latex = latex("-interaction=nonstopmode", "-halt-on-error", "paper.tex");
    String said = new String(latex.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(latex.waitFor()).as(said).isZero();
    assertThat(folder.resolve("paper.pdf")).exists();
  }

  private static boolean hasLatex() throws InterruptedException {
    try {
      Process version = latex("--version");
      version.getInputStream().readAllBytes();
      return version.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process latex(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("pdflatex"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }
}
