package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightsweepTest {
  @TempDir private Path root;

  @Test
  void aFolderIsMadeOwnedAndLetGo() {
    Path results = root.resolve("results");
    ResultsFolder folder = new ResultsFolder(results);
    try (Nightsweep nightsweep = Nightsweep.open(results)) {
      assertThat(nightsweep.owner().store().sweeps()).isEmpty();
      assertThat(folder.owner()).exists();
    }
    assertThat(folder.owner()).doesNotExist();
  }

  @Test
  void aFolderThatIsNoneIsRefused() throws IOException {
    Path file = Files.createFile(root.resolve("results"));
    assertThatThrownBy(() -> Nightsweep.open(file))
        .isInstanceOf(UserErrorException.class)
        .extracting(e -> ((UserErrorException) e).kind())
        .isEqualTo(UserErrorException.Kind.ENVIRONMENT);
  }

  @Test
  void aStoredSweepsSpecIsFound() throws InterruptedException {
    try (InMemorySession session = new InMemorySession(root)) {

      session.run(InMemorySession.GRID);
    }
    try (Nightsweep nightsweep = Nightsweep.open(root)) {
      assertThat(nightsweep.stored(Optional.of("lrn-"), SessionListener.NONE).name())
          .isEqualTo("lrn");
      assertThatThrownBy(() -> nightsweep.stored(Optional.empty(), SessionListener.NONE))
          .hasMessageContaining("is finished");
    }
  }

  @Test
  void aSpecIsCheckedAndItsProblemsAreTold() throws IOException {
    Path file = Files.writeString(root.resolve("lrn.yaml"), InMemorySession.GRID);
    assertThat(Nightsweep.read(file, new TreeMap<>(), SessionListener.NONE).name())
        .isEqualTo("lrn");
    assertThatThrownBy(() -> Nightsweep.spec("bad.yaml", "name: ["))
        .isInstanceOf(SpecException.class);
  }
}
