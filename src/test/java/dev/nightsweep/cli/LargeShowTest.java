package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep too large to be judged again each time it is shown. */
class LargeShowTest {
  private static final String AS_STORED = "are shown as stored";

  @TempDir private Path folder;

  @Test
  void ofThousandsOfRunsTheStoredVerdictsAreShownAndSaidToBe() throws IOException {
    Cli.Result shown = show(501);
    assertThat(shown.out())
        .contains("The verdicts of these 1,002 runs " + AS_STORED)
        .containsPattern("`nightsweep audit \\S+` judges them again")
        .contains("P(EQUIVALENT)")
        .containsPattern("lrn=true against lrn=false +validation accuracy +[<\\d]");
  }

  @Test
  void ofFewerRunsTheyAreJudgedAgain() throws IOException {
    assertThat(show(5).out()).doesNotContain(AS_STORED).contains("P(EQUIVALENT)");
  }

  private Cli.Result show(int seeds) throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Path spec =
        Files.writeString(
            folder.resolve("spec.yaml"),
            """
            name: many
            program: simulated
            method: grid
            parameters:
              lrn: {values: [false, true]}
              epochs: {value: 1}
            ablation: {seeds: %d, margin: {validation_accuracy: 0.01}}
            """
                .formatted(seeds));
    Cli.Result run = cli.run("run", spec.toString(), "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    return cli.run("show", "many");
  }
}
