package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.DoctorFinding;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCheckTest {
  @TempDir private Path root;
  private ResultsFolder folder;

  @BeforeEach
  void name() {
    folder = new ResultsFolder(root);
  }

  @Test
  void aFolderMayHaveNone() {
    found(DoctorFinding.Level.FINE, "none yet");
  }

  @Test
  void oneThatOpensIsFine() {
    H2Store.open(root).close();
    found(DoctorFinding.Level.FINE, "opens, 0 sweeps");
  }

  @Test
  void oneThatDoesNotOpenIsAProblem() throws IOException {
    Files.writeString(folder.database(), "no database");
    assertThat(DatabaseCheck.of(folder).level()).isEqualTo(DoctorFinding.Level.PROBLEM);
  }

  private void found(DoctorFinding.Level level, String text) {
    DoctorFinding finding = DatabaseCheck.of(folder);
    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.finding()).contains(text);
  }
}
