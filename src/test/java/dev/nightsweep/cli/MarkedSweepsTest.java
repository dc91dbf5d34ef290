package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sweeps in which every text is markup, a formula, and what steers a terminal: on no page it is an
 * element or an attribute, on no console a control character, in no CSV a formula.
 */
@TestInstance(Lifecycle.PER_CLASS)
class MarkedSweepsTest {
  private static final Map<String, String> SPECS =
      Map.of(
          "compared",
          """
          description: Two factors.
          method: grid
          parameters:
            activation: {values: [relu, tanh]}
            lrn: {values: [false, true]}
            epochs: {value: 2}
            simulate.failure_rate: {value: 0.1}
            simulate.nan_rate: {value: 0.1}
          ablation:
            seeds: 5
            margin: {validation_accuracy: 0.01, time: 0.1}
            claims: [{factor: lrn, metric: time, ratio: 2}]
          """,
          "tuned",
          """
          method: grid
          parameters:
            lrn: {values: [false, true]}
            learning_rate: {values: [0.01, 0.02]}
            epochs: {value: 2}
          ablation: {nuisance: {parameters: [learning_rate], seeds: 2}, seeds: 3}
          """,
          "searched",
          """
          method: random
          metric: {name: validation_accuracy, goal: maximize}
          run_cap: 6
          parameters:
            learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.1}
            activation: {values: [relu, tanh]}
            epochs: {value: 3}
          ablation: {winner_seeds: 2, pruner: {type: median, startup_trials: 2}}
          """);

  @TempDir private static Path folder;
  private ResultsFolder marked;
  private Cli cli;

  @BeforeAll
  void markSweeps() throws IOException {
    ResultsFolder plain = new ResultsFolder(folder.resolve("plain"));
    Cli trained = Cli.inThreads(plain.root());
    for (Map.Entry<String, String> spec : SPECS.entrySet()) {
      Path file = folder.resolve(spec.getKey() + ".yaml");
      Files.writeString(
          file, "name: %s\nprogram: simulated\n%s".formatted(spec.getKey(), spec.getValue()));
      Cli.Result run = trained.run("run", file.toString(), "--no-calibrate", "--workers", "2");
      assertThat(run.exitCode()).as(run.err()).isIn(ExitCode.DONE, ExitCode.BAD_RUNS);
    }
    marked = new ResultsFolder(folder.resolve("marked"));
    cli = Cli.inThreads(marked.root());
    for (String sweepId : plain.sweepIds()) {
      JournalFiles.write(marked, marked(plain, sweepId));
    }
  }

  private static List<JournalLine> marked(ResultsFolder plain, String sweepId) throws IOException {
    List<JournalName> names = new ArrayList<>(List.of(JournalName.ofSweep(sweepId)));
    plain.runIds(sweepId).forEach(runId -> names.add(JournalName.ofRun(sweepId, runId)));
    List<JournalLine> lines = new ArrayList<>();
    for (JournalName name : names) {
      for (JournalLine line : Journal.read(name, plain.journal(name)).lines()) {
        lines.add(new JournalLine(name, line.seq(), Marked.entry(line.entry())));
      }
    }
    return lines;
  }

  private String id(String name) throws IOException {
    return marked.sweepIds().stream().filter(id -> id.startsWith(name)).findFirst().orElseThrow();
  }

  @Test
  void noPageHasAnElementOrAnAttributeMore() throws IOException {
    assertThat(cli.run("report").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(cli.run("compare", id("compared"), id("tuned"), "--html").exitCode())
        .isEqualTo(ExitCode.DONE);
    List<String> runs = marked.runIds(id("compared")).subList(0, 2);
    assertThat(cli.run("compare", runs.get(0), runs.get(1), "--html").exitCode())
        .isEqualTo(ExitCode.DONE);
    int pages = 0;
    try (Stream<Path> files = Files.walk(marked.root())) {
      for (Path page : files.filter(file -> file.toString().endsWith(".html")).toList()) {
        assertHarmless(page, Files.readString(page));
        pages++;
      }
    }
    assertThat(pages).isGreaterThan(20);
  }

  private static void assertHarmless(Path page, String html) {
    assertThat(html).as(page.toString()).contains("mark-x").doesNotContain("<mark-x");
    for (Markup tag : Markup.of(html)) {
      assertThat(tag.tag()).as(page.toString()).matches("[a-zA-Z][a-zA-Z0-9]*");
      assertThat(tag.names())
          .as("%s in %s", tag, page)
          .doesNotHaveDuplicates()
          .allMatch(name -> name.matches("[a-zA-Z][a-zA-Z-]*[0-9]?") && !name.startsWith("on"));
      assertThat(tag.values("id")).allMatch(id -> id.matches("[\\w-]+"));
      assertThat(tag.values("class")).noneMatch(style -> style.contains("mark-x"));
      assertThat(tag.values("href")).noneMatch(target -> target.matches("(?i)\\s*\\w+script:.*"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list --json",
        "show compared",
        "show tuned",
        "show searched",
        "show compared --json",
        "show RUN",
        "show RUN --json",
        "status compared",
        "status compared --json",
        "audit compared",
        "audit tuned --json",
        "compare RUN RUN2",
        "compare RUN RUN2 --json",
        "compare compared tuned",
        "report compared --format md",
        "report compared --format latex",
        "report compared --format json",
        "report searched --format md",
        "query SELECT+*+FROM+arms",
        "query SELECT+*+FROM+metrics",
        "query SELECT+*+FROM+metrics --json",
        "query SELECT+name+AS+\"\u001b[2J\u202e\"+FROM+sweeps",
        "query SELECT+\u001b[2J",
        "show \u001b[2J\u202e",
        "resume compared --engine \u001b[2J",
        "list --\u001b[2J",
        "\u001b[2J",
        "run \u001b[2J.yaml",
        "verify",
        "rebuild",
        "replay RUN"
      })
  void noCommandSteersTheTerminal(String command) throws IOException {
    List<String> runs = marked.runIds(id("compared"));
    String[] words =
        Arrays.stream(command.split(" ", -1))
            .map(word -> word.equals("RUN") ? runs.get(0) : word)
            .map(word -> word.equals("RUN2") ? runs.get(1) : word)
            .map(word -> word.replace('+', ' '))
            .toArray(String[]::new);
    Cli.Result result = cli.run(words);
    String said = result.out() + result.err();
    assertThat(said).isNotBlank();
    assertThat(said.replaceAll("\r?\n|\t", "").codePoints().filter(MarkedSweepsTest::steers))
        .as(said)
        .isEmpty();
  }

  /** A spec, its program, what that reports and why it fails. */
  @Test
  void noPlanAndNoProgressSteersTheTerminal() throws IOException {
    String steering = "\\e]52;c;QUJD\\a\\u009b2J\\u202e";
    String reports = "{\\\"epoch\\\": 1, \\\"validation_accuracy\\\": 0.5}";
    Path spec =
        Files.writeString(
            folder.resolve("steering.yaml"),
            """
            name: "steering%1$s"
            description: "%1$s"
            command: [sh, -c, "echo '%2$s'; echo '%1$s' >&2; exit 3", "${args}"]
            method: grid
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {kind: {values: ["a%1$s", "b%1$s"]}}
            ablation: {seeds: 1}
            """
                .formatted(steering, reports));
    for (String command : List.of("plan", "run")) {
      Cli.Result result = cli.run(command, spec.toString());
      assertThat(result.exitCode()).as(result.err()).isIn(ExitCode.DONE, ExitCode.BAD_RUNS);
      String said = result.out() + result.err();
      assertThat(said).contains("kind=a\\u001b]52");
      assertThat(said.replaceAll("\r?\n", "").codePoints().filter(MarkedSweepsTest::steers))
          .as(said)
          .isEmpty();
    }
  }

  private static boolean steers(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL || type == Character.FORMAT;
  }

  @Test
  void jsonCarriesTheTrueText() {
    String out = cli.run("query", "SELECT DISTINCT name FROM sweeps", "--json").out();
    assertThat(out).contains("\\u001B]52;c;QUJD\\u0007\\u009b2J\\u202eabc\\r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report compared --format csv",
        "report searched --format csv",
        "query SELECT+*+FROM+run_parameters --format csv",
        "query SELECT+reading+AS+\"=1+FROM+x\"+FROM+metrics --format csv"
      })
  void noCellOfCsvIsAFormula(String command) throws IOException {
    String[] words =
        Arrays.stream(command.split(" ", -1))
            .map(word -> word.replace('+', ' '))
            .toArray(String[]::new);
    Cli.Result result = cli.run(words);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    List<CSVRecord> rows = CSVFormat.RFC4180.parse(new StringReader(result.out())).getRecords();
    assertThat(rows).hasSizeGreaterThan(1);
    for (CSVRecord row : rows) {
      assertThat(row.toList())
          .allMatch(cell -> cell.isEmpty() || "=+-@".indexOf(cell.charAt(0)) < 0 || isNumber(cell));
    }
    assertThat(result.out()).contains("'=");
  }

  private static boolean isNumber(String cell) {
    return cell.matches("-[0-9.]+([eE]-?[0-9]+)?");
  }
}
