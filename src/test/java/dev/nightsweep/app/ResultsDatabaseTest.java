package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Whoever may write the file can change that; nothing of it is needed. */
  @ParameterizedTest
  @ValueSource(strings = {"SET PASSWORD 'another'", "ALTER USER NIGHTSWEEP RENAME TO SOMEBODY"})
  void aDatabaseOfAnotherOwnerIsBuiltAnew(String change) throws Exception {
    try (InMemorySession session = new InMemorySession(root)) {
      session.run(InMemorySession.GRID);
    }
    ResultsDatabase database = new ResultsDatabase(new ResultsFolder(root), message -> {});
    database.rebuild();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:file:" + root.resolve("nightsweep"), "NIGHTSWEEP", "");
        Statement statement = connection.createStatement()) {
      statement.execute(change);
    }
    assertThatThrownBy(database::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nightsweep rebuild");
    assertThat(database.rebuild().defects()).isEmpty();
    try (Store store = database.open()) {
      assertThat(store.sweeps()).hasSize(1);
    }
  }
}
