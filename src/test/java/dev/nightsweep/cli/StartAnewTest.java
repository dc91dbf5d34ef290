package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --new}: a finished sweep stays, and the same spec starts over under another name. */
class StartAnewTest {
  private static final String SPEC =
      """
      name: again
      program: simulated
      method: grid
      parameters: {epochs: {value: 1}}
      """;

  @TempDir private Path folder;

  @Test
  void theSameSpecStartsOverBesideTheFinishedSweep() throws IOException {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    String spec = Files.writeString(folder.resolve("again.yaml"), SPEC).toString();
    assertThat(cli.run("run", spec, "--workers", "1", "--no-calibrate").exitCode()).isZero();
    Cli.Result anew = cli.run("run", spec, "--workers", "1", "--no-calibrate", "--new");
    assertThat(anew.exitCode()).as(anew.err()).isZero();
    assertThat(cli.run("query", "SELECT name FROM sweeps ORDER BY name", "--format", "csv").out())
        .isEqualToNormalizingNewlines("name\nagain\nagain-2\n");
    assertThat(cli.run("query", "SELECT COUNT(*) AS n FROM runs", "--format", "csv").out())
        .isEqualToNormalizingNewlines("n\n2\n");
  }
}
