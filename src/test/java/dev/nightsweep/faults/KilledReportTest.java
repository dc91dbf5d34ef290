package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are killed while they write pages. */
@Tag("faults")
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
    for (int kill = 0; kill < 3; kill++) {
      Process report = shell.start("report").process();
      report.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS);
      report.destroyForcibly().waitFor();
      assertThat(Files.readString(page)).isEqualTo(before);
    }
    for (int kill = 0; kill < 3; kill++) {
      Set<Path> left = drafts(page);
      Process report = shell.start("report").process();
      boolean ended = false;
      while (!ended && left.containsAll(drafts(page))) {
        ended = report.waitFor(1, TimeUnit.MILLISECONDS);
      }
      report.destroyForcibly().waitFor();
      assertThat(Files.readString(page)).isEqualTo(before);
    }
    assertThat(shell.run("report").exitCode()).isZero();
    assertThat(Files.readString(page)).isEqualTo(before);
    assertThat(drafts(page)).isEmpty();
  }

  /** The pages that are not whole yet. */
  private static Set<Path> drafts(Path page) throws IOException {
    try (Stream<Path> files = Files.list(page.getParent())) {
      return files.filter(f -> f.toString().endsWith(".tmp")).collect(Collectors.toSet());
    }
  }
}
