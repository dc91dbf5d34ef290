package dev.nightsweep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers map the archive of classes that the build has made, and start without where it is not.
 */
class ClassArchiveTest {
  private static final String HOME = "nightsweep.home";

  @TempDir private Path home;

  @AfterEach
  void forgetTheHome() {
    System.clearProperty(HOME);
  }

  @Test
  void isMappedByWorkersWhereTheDistributionHasOne() throws IOException {
    System.setProperty(HOME, home.toString());
    assertThat(options()).noneMatch(option -> option.contains("SharedArchiveFile"));

    Path archive = home.resolve("cds").resolve("classes.jsa");
    Files.createDirectory(archive.getParent());
    Files.createFile(archive);
    assertThat(options()).contains("-XX:SharedArchiveFile=" + archive);
  }

  @Test
  void isWantedByNobodyOutsideADistribution() {
    assertThat(options()).noneMatch(option -> option.contains("SharedArchiveFile"));
  }

  private List<String> options() {
    return WorkerLauncher.here(1).launch(home).options();
  }
}
