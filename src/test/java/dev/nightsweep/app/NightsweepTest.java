package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
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

  /** A clock may be set back, by hours even. */
  @Test
  void nothingEndsBeforeItBeganWhateverIsDoneToTheClock() throws InterruptedException {
    AtomicLong asked = new AtomicLong();
    InstantSource backwards =
        () -> Instant.parse("2026-03-01T00:00:00Z").minusSeconds(60 * asked.incrementAndGet());
    ResultsFolder folder = new ResultsFolder(root);
    try (Nightsweep nightsweep = Nightsweep.open(folder, message -> {}, backwards)) {
      Spec spec = Nightsweep.spec("x.yaml", InMemorySession.GRID);
      SweepResult result =
          nightsweep.run(spec, SessionOptions.DEFAULT.withWorkers(1), SessionListener.NONE);
      assertThat(result.outcome().isComplete()).isTrue();
      Store store = nightsweep.owner().store();
      SweepRecord sweep = store.sweep(result.sweep().sweepId()).orElseThrow();
      assertThat(sweep.endedAt().orElseThrow()).isAfterOrEqualTo(sweep.startedAt().orElseThrow());
      assertThat(store.sweepAttempts(sweep.sweepId()))
          .hasSize(6)
          .allSatisfy(a -> assertThat(a.endedAt().orElseThrow()).isAfterOrEqualTo(a.startedAt()));
      assertThat(result.report()).content().doesNotContain(">-");
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
