package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the README and the page of commands show works. {@code make run} and {@code make test} are
 * CI's.
 */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Path COMMANDS = Path.of("src/docs/commands.md");

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void leaveASweep() throws IOException {
    ResultsFolder results = new ResultsFolder(folder);
    JournalFiles.write(results, Fixtures.journals(Fixtures.SWEEP));
    cli = new Cli(folder);
  }

  private static final List<String> NEED_A_SWEEP_AT_WORK =
      List.of("replay", "resume", "pause", "stop", "cancel");

  @Test
  void everyNightsweepCommandEndsWell() throws IOException {
    List<String> commands =
        Stream.of(Markdown.read(README), Markdown.read(COMMANDS))
            .flatMap(document -> document.blocks("sh").stream())
            .flatMap(String::lines)
            .filter(line -> line.startsWith("nightsweep "))
            .map(line -> line.replaceFirst("\\s+#.*", ""))
            .distinct()
            .toList();
    assertThat(commands).hasSizeGreaterThan(25);
    Cli trained = withExample("trained");
    for (String command : commands) {
      List<String> arguments = arguments(command);
      boolean judged = List.of("verify", "rebuild").contains(arguments.get(0));
      Cli where = judged ? trained : cli; // the looks of the fixture are made up
      Cli.Result result =
          takesResults(arguments.get(0))
              ? where.run(arguments.toArray(String[]::new))
              : Cli.plain(arguments);
      assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
      assertThat(result.out()).as(command).isNotBlank();
    }
  }

  @Test
  void theSpecsPlan() throws IOException {
    List<String> specs = Markdown.read(README).blocks("yaml");
    String first = specs.get(0);
    for (String spec :
        List.of(first, first.substring(0, first.indexOf("parameters:")) + named(specs.get(1)))) {
      Path file = Files.writeString(folder.resolve("readme.yaml"), spec);
      Cli.Result result = cli.run("plan", file.toString(), "--no-calibrate");
      assertThat(result.exitCode()).as(result.err()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void everyExperimentPlans(Path spec) {
    Cli.Result plan = Cli.plain(List.of("plan", spec.toString(), "--no-calibrate"));
    if (plan.err().contains("is not on this machine")) {
      assertThat(System.getenv("CI")).as(plan.err()).isNull();
      Assumptions.abort(plan.err());
    }
    assertThat(plan.exitCode()).as(plan.err()).isZero();
  }

  private static List<Path> experiments() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("experiments"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void theExampleGivesTheVerdictThatTheReadmeQuotes() throws IOException {
    Cli elsewhere = withExample("elsewhere");
    assertThat(Markdown.read(README).quotes())
        .last() // the study's come first; LrnStudyTest has them
        .satisfies(q -> assertThat(elsewhere.run("show", "lrn-ablation").out()).contains(q));
  }

  private Cli withExample(String name) {
    Cli imported = new Cli(folder.resolve(name));
    Cli.Result taken = imported.run("import", "results/examples/01-lrn-ablation.html");
    assertThat(taken.exitCode()).as(taken.err()).isZero();
    return imported;
  }

  private static String named(String ablation) {
    return "parameters: {epochs: {value: 1}}\n" + ablation;
  }

  private static boolean takesResults(String verb) {
    return !List.of("parameters", "init").contains(verb);
  }

  /** As a shell would split them; nothing is trained here, and short ids become real ones. */
  private List<String> arguments(String command) {
    List<String> words = Markdown.words(command);
    List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
    if (arguments.get(0).equals("run")) {
      arguments.set(0, "plan");
      arguments.removeAll( // PilotTest, StartAnewTest and ChangedProgramTest run such
          List.of("--pilot", "--new", "--same-code", "--retry-failed"));
    } else if (arguments.get(0).equals("compare")) {
      arguments.set(1, Fixtures.run(Fixtures.SWEEP, 'n', 1));
      arguments.set(2, Fixtures.run(Fixtures.SWEEP, 'l', 1));
    } else if (words.contains("--format") && arguments.get(0).equals("report")) {
      arguments.set(arguments.size() - 1, Fixtures.SWEEP);
      int out = arguments.indexOf("--out") + 1;
      if (out > 0) {
        arguments.set(out, folder.resolve(arguments.get(out)).toString());
      }
    } else if (words.contains("--from")) {
      arguments.add("--help"); // BringYourRunsTest has the files
    } else if (arguments.get(0).equals("export")) {
      arguments.set(arguments.size() - 1, Fixtures.SWEEP);
      arguments.add("--dry-run"); // TakeElsewhereTest has a server
    } else if (arguments.get(0).equals("init")) {
      arguments.set(1, folder.resolve(arguments.get(1)).toString());
    } else if (arguments.get(0).equals("serve")) {
      arguments.add("--help"); // LivePagesTest and LiveServerTest serve
    } else if (NEED_A_SWEEP_AT_WORK.contains(arguments.get(0))) {
      arguments.add("--help"); // EndToEndTest and SteeringTest run them
    } else if (List.of("show", "audit", "delete").contains(arguments.get(0))) {
      arguments.set(1, Fixtures.SWEEP);
    }
    return arguments;
  }
}
