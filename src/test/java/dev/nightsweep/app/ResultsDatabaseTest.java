package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsDatabaseTest {
  @TempDir private Path root;

  @Test
  void aDatabaseIsBuiltAnewFromTheJournals() throws IOException, InterruptedException {
    try (InMemorySession session = new InMemorySession(root)) {
      session.run(InMemorySession.GRID);
    }
    List<String> messages = new ArrayList<>();
    ResultsDatabase database = new ResultsDatabase(new ResultsFolder(root), messages::add);
    database.open().close();
    ResultsDatabase.Rebuilt rebuilt = database.rebuild();
    assertThat(rebuilt.sweeps()).isEqualTo(1);
    assertThat(rebuilt.defects()).isEmpty();
    assertThat(rebuilt.kept().orElseThrow()).exists();
    assertThat(messages).isEmpty();
    try (Store store = database.open()) {
      assertThat(store.sweeps()).hasSize(1);
    }
  }
}
