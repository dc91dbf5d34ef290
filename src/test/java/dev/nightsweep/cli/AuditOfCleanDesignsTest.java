package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Designs that the documentation recommends raise no error, as a user runs them. */
class AuditOfCleanDesignsTest {
  @TempDir private Path folder;

  @Test
  void aParameterThatVariesOnlyBesideALevelIsNoConfound() throws IOException {
    assertThat(
            audited(
                """
                program: simulated
                name: clean
                method: grid
                parameters:
                  lrn: {values: [false, true]}
                  lrn.alpha: {values: [0.0001, 0.1]}
                  learning_rate: {values: [0.01, 0.02]}
                  epochs: {value: 4}
                ablation: {seeds: 8, when: {lrn.alpha: {lrn: true}}, margin: {validation_accuracy: 0.002}}
                """))
        .doesNotContain("ERROR", "differ in more than");
  }

  @Test
  void epochsMayBeComparedAtTunedRates() throws IOException {
    assertThat(
            audited(
                """
                program: simulated
                name: clean
                method: grid
                parameters:
                  epochs: {values: [3, 6]}
                  learning_rate: {values: [0.005, 0.01, 0.02]}
                ablation: {seeds: 8, nuisance: {parameters: [learning_rate], seeds: 2}, margin: {validation_accuracy: 0.002}}
                """))
        .doesNotContain("ERROR", "unequal numbers of epochs");
  }

  private String audited(String spec) throws IOException {
    Path file = Files.writeString(folder.resolve("clean.yaml"), spec);
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Cli.Result run = cli.run("run", file.toString(), "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Cli.Result audit = cli.run("audit", "clean", "--strict");
    assertThat(audit.exitCode()).as(audit.out()).isZero();
    return audit.out();
  }
}
