package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No program that the file of an imported sweep names is started unasked. */
@DisabledOnOs(OS.WINDOWS)
class ImportTrustTest {
  @TempDir private static Path folder;
  private static Path proof;
  private static Cli theirs;

  @TempDir private Path here;
  private Cli ours;

  /** One sweep is whole; of the other some runs failed, so that there is something left to do. */
  @BeforeAll
  static void somebodysSweeps() throws IOException {
    proof = folder.resolve("ran");
    Path script =
        Files.writeString(
            folder.resolve("their.sh"),
            """
            touch "%s"
            [ "$1" = half ] && [ "$NIGHTSWEEP_SEED" != 1 ] && exit 1
            echo '{"epoch": 1, "acc": 0.5}'
            """
                .formatted(proof));
    theirs = Cli.inThreads(folder.resolve("theirs"));
    for (String sweep : List.of("whole", "half")) {
      theirs.run("run", spec(sweep, script).toString());
      String json = theirs.run("report", "--format", "json", sweep).out();
      Files.writeString(folder.resolve(sweep + ".json"), json);
    }
  }

  @BeforeEach
  void imported() throws IOException {
    ours = Cli.inThreads(here);
    for (String sweep : List.of("whole", "half")) {
      Cli.Result taken = ours.run("import", folder.resolve(sweep + ".json").toString());
      assertThat(taken.exitCode()).as(taken.err()).isEqualTo(ExitCode.DONE);
    }
    Files.deleteIfExists(proof);
  }

  private static Path spec(String name, Path script) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        name: %s
        command: [sh, %s, %s, "${args}", "\\u001b]0;x"]
        method: grid
        metric: {name: acc, goal: maximize}
        parameters: {a: {values: [1, 2]}, "evil\\u0007": {value: x}}
        ablation: {seeds: 3}
        """
            .formatted(name, script, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replay whole",
        "replay half",
        "replay whole half",
        "resume half --retry-failed",
        "resume half --until-settled --max-seeds 5",
        "resume whole --until-settled --max-seeds 5",
        "run half.yaml --retry-failed",
        "run whole.yaml --until-settled --max-seeds 5"
      })
  void withoutATerminalItIsRefusedAndTheWayToAgreeIsNamed(String command) {
    Cli.Result refused = ours.run(words(command));
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains("was imported", folder.resolve("their.sh").toString(), "--trust")
        .contains("  a = 1, 2\n", "  evil\\u0007 = x\n")
        .contains("\\u001b]0;x")
        .doesNotContain("\u001b");
    assertThat(proof).doesNotExist();
  }

  /** Another sweep of it would be a sweep of one's own. */
  @Test
  void theSpecThatCameWithAnImportIsNotStartedAnewUnasked() throws IOException {
    Path spec = imported("whole").resolve("spec.yaml");
    Path link = Files.createSymbolicLink(here.resolve("link.yaml"), spec);
    for (Path path : List.of(spec, link)) {
      Cli.Result refused = ours.run("run", path.toString(), "--new");
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err())
          .contains("The spec of whole-2-", "was imported", "their.sh", "--trust");
    }
    Cli elsewhere = new Cli(here.resolve("elsewhere"));
    assertThat(elsewhere.run("run", spec.toString()).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(proof).doesNotExist();
    assertThat(ours.run("run", spec.toString(), "--new", "--trust").exitCode()).isZero();
    assertThat(proof).exists();
  }

  private Path imported(String name) throws IOException {
    try (Stream<Path> sweeps = Files.list(ours.results())) {
      return sweeps
          .filter(sweep -> sweep.getFileName().toString().startsWith(name + "-"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void whatIsToBeGoneOnWithMustBeNamedIfItWasImported() {
    Cli.Result nothing = ours.run("resume");
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(nothing.err()).contains("is finished", "imported must be named");
    assertThat(proof).doesNotExist();
  }

  @Test
  void whoeverTrustsItSaysSo() {
    assertThat(ours.run("replay", "whole", "--trust").exitCode()).isZero();
    assertThat(proof).exists();
    Cli.Result resumed = ours.run("resume", "half", "--retry-failed", "--trust");
    assertThat(resumed.exitCode()).as(resumed.err()).isNotEqualTo(ExitCode.USAGE);
  }

  @Test
  void onATerminalTheCommandIsShownAndTheAnswerCounts() throws IOException {
    String asked = onATerminal("n\n", ExitCode.USAGE, "replay", "whole");
    assertThat(asked)
        .contains("their.sh whole ${args} --seed=${seed} \\u001b]0;x", "Start it? [y/N]");
    assertThat(proof).doesNotExist();
    onATerminal("", ExitCode.USAGE, "resume", "half", "--retry-failed");
    assertThat(proof).doesNotExist();
    onATerminal("y\n", ExitCode.DONE, "replay", "whole");
    assertThat(proof).exists();
  }

  private String onATerminal(String answer, int exitCode, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--results", ours.results().toString()));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream printer = new PrintStream(said, true, StandardCharsets.UTF_8);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
    try {
      int code = NightsweepCommand.execute(all, new Console(printer, printer, 80));
      assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(exitCode);
    } finally {
      System.setIn(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  /** What is finished is shown, and a sweep of one's own is one's own. */
  @Test
  void nothingIsAskedWhereNothingIsStarted() {
    Cli.Result shown = ours.run("run", folder.resolve("whole.yaml").toString());
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.err()).contains("was imported: what it holds was trained elsewhere");
    assertThat(ours.run("report").exitCode()).isZero();
    assertThat(proof).doesNotExist();
    assertThat(theirs.run("replay", "whole").exitCode()).isZero();
  }

  /** Readings that somebody wrote do not stand for runs that were never trained here. */
  @Test
  void importedReadingsAreNotReusedUnlessTheyAreTrusted() throws IOException {
    Path spec = folder.resolve("whole.yaml");
    Path another = folder.resolve("another.yaml");
    Files.writeString(another, Files.readString(spec).replace("name: whole", "name: another"));
    Cli.Result trained = ours.run("run", another.toString());
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.err()).doesNotContain("are reused");
    Files.writeString(another, Files.readString(spec).replace("name: whole", "name: third"));
    ours.run("delete", "another", "--yes");
    assertThat(ours.run("run", another.toString(), "--trust").err()).contains("6 of 6", "reused");
  }

  @Test
  void theFileCannotSayThatItWasNotImported() throws IOException {
    try (Stream<Path> sweeps = Files.list(ours.results())) {
      assertThat(sweeps.filter(Files::isDirectory))
          .allSatisfy(sweep -> assertThat(sweep.resolve("imported.json")).content().contains("at"));
    }
    assertThat(ours.run("rebuild").exitCode()).isZero();
    assertThat(ours.run("replay", "whole").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private String[] words(String command) {
    return Stream.of(command.split(" "))
        .map(word -> word.endsWith(".yaml") ? folder.resolve(word).toString() : word)
        .toArray(String[]::new);
  }
}
