package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.cli.console.Console;
import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Fixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Standard output that takes some bytes and no more: a disk that is full, a pipe that is closed.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OutputTest {
  private static final String FULL = "No space left on device";
  private static final String PIPE = "Broken pipe";
  private static final String SPEC =
      """
      name: short
      program: simulated
      method: grid
      parameters: {lrn: {values: [false, true]}, epochs: {value: 1}}
      ablation: {seeds: 3}
      """;

  @TempDir private static Path folder;
  private Path results;
  private Path spec;

  @BeforeAll
  void writeASweep() throws IOException {
    results = folder.resolve("results");
    spec = Files.writeString(folder.resolve("short.yaml"), SPEC);
    JournalFiles.write(new ResultsFolder(results), Fixtures.unjudged(Fixtures.SWEEP));
  }

  /** Takes no more than so many bytes. */
  private static final class Scarce extends OutputStream {
    private final String why;
    private int left;

    Scarce(int bytes, String why) {
      this.left = bytes;
      this.why = why;
    }

    @Override
    public void write(int b) throws IOException {
      if (left-- <= 0) {
        throw new IOException(why);
      }
    }
  }

  private record Said(int exitCode, String err) {}

  private Said run(String command, OutputStream out) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
    words.replaceAll(word -> word.equals("SPEC") ? spec.toString() : word.replace('+', ' '));
    if (!command.matches("help|--version|parameters.*")) {
      words.addAll(List.of("--results", results.toString()));
    }
    int exitCode = NightsweepCommand.execute(words, new Console(out, err, 0));
    return new Said(exitCode, err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list --json",
        "show lrn-ablation-3f2a",
        "show lrn-ablation-3f2a --json",
        "audit lrn-ablation-3f2a",
        "status",
        "query SELECT+*+FROM+metrics",
        "query SELECT+*+FROM+metrics --format csv",
        "query SELECT+*+FROM+metrics --json",
        "report",
        "report --format json",
        "report --format csv",
        "report --format md",
        "report --format latex",
        "plan SPEC --no-calibrate",
        "plan SPEC --no-calibrate --json",
        "power SPEC",
        "verify",
        "rebuild",
        "doctor",
        "parameters",
        "parameters --schema",
        "help",
        "--version",
        "list --help"
      })
  void whatCouldNotBeWrittenWholeIsAFailure(String command) {
    for (int bytes : new int[] {0, 10}) {
      Said full = run(command, new Scarce(bytes, FULL));
      assertThat(full.exitCode()).as(full.err()).isEqualTo(ExitCode.FAILURE);
      assertThat(full.err())
          .contains("Standard output could not be written whole: " + FULL)
          .doesNotContain("rows)");
      Said closed = run(command, new Scarce(bytes, PIPE));
      assertThat(closed.exitCode()).isEqualTo(ExitCode.FAILURE);
      assertThat(closed.err()).doesNotContain("written whole", PIPE);
    }
  }

  /** What a sweep came to is more than who reads of it. */
  @Test
  void aSweepWhoseReaderIsGoneHasTheExitCodeOfItsRuns() {
    Said closed = run("run SPEC --no-calibrate", new Scarce(0, PIPE));
    assertThat(closed.exitCode()).as(closed.err()).isEqualTo(ExitCode.DONE);
    assertThat(run("run SPEC", new Scarce(0, FULL)).exitCode()).isEqualTo(ExitCode.FAILURE);
  }
}
