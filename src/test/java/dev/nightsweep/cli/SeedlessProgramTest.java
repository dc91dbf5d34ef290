package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs of which seeds say little: one ignores them, one moves by the same step with all. */
@DisabledOnOs(OS.WINDOWS)
class SeedlessProgramTest {
  private static final String SPEC =
      """
      name: %1$s
      command: [sh, %2$s, "${args}"]
      method: grid
      metric: {name: validation_accuracy, goal: maximize}
      parameters:
        variant: {values: [1, 2]}
      ablation: {seeds: 3, margin: {validation_accuracy: 0.005}}
      """;

  /** Takes --variant=V and reads 0.9VS, with S what it makes of its seed. */
  private static final String SCRIPT =
      """
      for word in "$@"; do
        case "$word" in --variant=*) variant=${word#--variant=} ;; esac
      done
      for epoch in 1 2; do
        echo "{\\"epoch\\": $epoch, \\"validation_accuracy\\": 0.9$((variant + %s)), \\"seconds\\": 1}"
      done
      """;

  @TempDir private Path folder;

  @Test
  void aProgramThatIgnoresItsSeedGetsNoVerdict() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Cli.Result run = cli.run("run", spec("noseed", "0").toString(), "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("No verdict on variant=2 against variant=1 (the audit found runs of different")
        .contains("Audit error (seeds): All 3 runs of variant=1 read the same in every epoch");
    assertThat(cli.run("audit", "noseed", "--strict").exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(cli.run("report", "noseed").exitCode()).isZero();
    assertThat(cli.run("verify", "noseed").exitCode()).isZero();
  }

  @Test
  void threeStepsOfTheSameSizeAreNoCertainty() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Cli.Result run = cli.run("run", spec("flat", "NIGHTSWEEP_SEED").toString(), "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("Whether variant=2 differs from variant=1 in validation accuracy is not settled")
        .contains("difference +0.010, 95 % interval [−0.002, +0.022], 3 paired seeds")
        .contains("Audit warning (seeds): All 3 pairs of variant: 2 against 1 differ by the same");
    assertThat(cli.run("audit", "flat", "--strict").exitCode()).isEqualTo(ExitCode.DONE);
  }

  private Path spec(String name, String ofSeed) throws IOException {
    Path script = Files.writeString(folder.resolve(name + ".sh"), SCRIPT.formatted(ofSeed));
    return Files.writeString(folder.resolve(name + ".yaml"), SPEC.formatted(name, script));
  }
}
