package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep under {@code ablation:} whose one arm has nothing to be compared with. */
class LoneArmTest {
  private static final String SPEC =
      """
      name: alone
      program: simulated
      method: grid
      parameters:
        lrn: {value: true}
        epochs: {value: 2}
      ablation: {seeds: 3}
      """;

  @TempDir private Path folder;

  @Test
  void itsJournalIsReadCheckedRebuiltExportedAndTakenInElsewhere() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Path spec = Files.writeString(folder.resolve("alone.yaml"), SPEC);
    Cli.Result run = cli.run("run", spec.toString(), "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("nothing to be compared with");
    for (String command : List.of("verify", "rebuild", "verify", "audit", "show", "report")) {
      String[] words =
          command.matches("audit|show") ? new String[] {command, "alone"} : new String[] {command};
      Cli.Result result = cli.run(words);
      assertThat(result.exitCode()).as(command + result.err()).isEqualTo(ExitCode.DONE);
    }
    Cli.Result json = cli.run("report", "--format", "json");
    assertThat(json.exitCode()).as(json.err()).isEqualTo(ExitCode.DONE);
    Path export = Files.writeString(folder.resolve("alone.json"), json.out());
    for (Path file : List.of(export, page(cli))) {
      Cli elsewhere = Cli.inThreads(folder.resolve("to-" + file.getFileName()));
      Cli.Result taken = elsewhere.run("import", file.toString());
      assertThat(taken.exitCode()).as(taken.err()).isEqualTo(ExitCode.DONE);
      assertThat(elsewhere.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
    }
  }

  private static Path page(Cli cli) throws IOException {
    try (Stream<Path> files = Files.walk(cli.results(), 2)) {
      return files.filter(file -> file.endsWith("report.html")).findFirst().orElseThrow();
    }
  }
}
