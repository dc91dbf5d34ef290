package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.ResultsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are killed while they write pages. */
class KilledReportTest {
  @TempDir private Path folder;

  @Test
  void thePageIsTheOldOneOrTheNewOneWhole() throws Exception {
    Path spec = Files.writeString(folder.resolve("s.yaml"), SoakSpecs.quiet("report", 5, 0));
    Path results = folder.resolve("results");
    Shell shell = Shell.in(results);
    assertThat(shell.run("run", spec.toString(), "--workers", "2").exitCode()).isZero();
    ResultsFolder paths = new ResultsFolder(results);
    Path page = paths.report(paths.sweepIds().get(0));
    String before = Files.readString(page);
    Random random = new Random(1);
    for (int kill = 0; kill < 4; kill++) {
      Process report = shell.start("report").process();
      report.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS);
      report.destroyForcibly().waitFor();
      assertThat(Files.readString(page)).isEqualTo(before);
    }
    assertThat(shell.run("report").exitCode()).isZero();
    assertThat(Files.readString(page)).isEqualTo(before);
  }
}
