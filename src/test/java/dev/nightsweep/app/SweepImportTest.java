package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.exchange.SweepDraft;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepImportTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Path STUDY = Path.of("results/lrn-study/lrn-fashion.json");

  @TempDir private Path folder;
  private final Store store = new InMemoryStore();

  private SweepImport.Imported take(Path file, ResultsFolder results) {
    SweepImport imports = new SweepImport(results, InstantSource.fixed(NOW));
    try (SweepDraft draft = imports.draft(file.toAbsolutePath())) {
      return imports.take(draft, store);
    }
  }

  @Test
  void aSweepIsTakenInWithItsRunsItsLastLookAndItsPage() {
    ResultsFolder results = new ResultsFolder(folder);
    SweepImport.Imported taken = take(STUDY, results);
    assertThat(store.runs(taken.sweepId())).hasSize(100);
    assertThat(store.contrasts(taken.sweepId())).isNotEmpty();
    assertThat(taken.page()).exists();
    assertThat(results.index()).content().contains(taken.sweepId());
    assertThat(results.imported(taken.sweepId())).content().contains(NOW.toString());
  }

  @Test
  void aSweepThatIsHereAlreadyIsRefusedAndStays() {
    ResultsFolder results = new ResultsFolder(folder);
    take(STUDY, results);
    assertThatThrownBy(() -> take(STUDY, results)).isInstanceOf(UserErrorException.class);
    assertThat(store.sweeps()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "<html></html>", "{\"format\":\"nightsweep-sweep\"}"})
  void whatHoldsNoSweepIsTheUsersError(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), text);
    assertThatThrownBy(() -> take(file, new ResultsFolder(folder)))
        .isInstanceOfSatisfying(
            UserErrorException.class,
            e -> assertThat(e.kind()).isEqualTo(UserErrorException.Kind.USAGE));
    assertThat(store.sweeps()).isEmpty();
  }
}
