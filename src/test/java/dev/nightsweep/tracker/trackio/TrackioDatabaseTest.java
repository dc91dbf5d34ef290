package dev.nightsweep.tracker.trackio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.tracker.Fixtures;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.sqlite.WrittenDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases of Trackio, old and odd. */
class TrackioDatabaseTest {
  @TempDir private Path folder;

  /** The first versions know runs by their names, and some write JSON as bytes. */
  private WrittenDatabase old() {
    return new WrittenDatabase(folder.resolve("p.db"))
        .run(
            "CREATE TABLE metrics (id INTEGER PRIMARY KEY, timestamp TEXT, run_name TEXT, step INTEGER, metrics TEXT)",
            "CREATE TABLE configs (id INTEGER PRIMARY KEY, run_name TEXT, config TEXT, created_at TEXT)");
  }

  private List<TrackedRun> read() throws IOException {
    return TrackioDatabase.read(folder.resolve("p.db")).runs();
  }

  @Test
  void aRunOfAnOldVersionIsKnownByItsName() throws IOException {
    try (WrittenDatabase database = old()) {
      database.run(
          "INSERT INTO configs VALUES (1, 'a', CAST('{\"lr\": 0.1}' AS BLOB), 'no time')",
          "INSERT INTO metrics VALUES (1, '2026-11-30T13:00:00+00:00', 'a', 1, CAST('{\"acc\": 0.5, \"x\": \"-Infinity\", \"t\": \"text\"}' AS BLOB))");
    }
    List<TrackedRun> runs = read();
    assertThat(runs).extracting(TrackedRun::id).containsExactly("a");
    assertThat(Fixtures.parameters(runs.get(0))).containsExactly("lr=0.1");
    assertThat(Fixtures.points(runs.get(0).facts()))
        .containsExactly(List.of("acc", "1", "0.5"), List.of("x", "1", "-Infinity"));
  }

  @Test
  void whatIsNoJsonIsNamed() {
    try (WrittenDatabase database = old()) {
      database.run("INSERT INTO metrics VALUES (7, '', 'a', 1, '{\"acc\": ')");
    }
    assertThatThrownBy(this::read)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("p.db")
        .hasMessageContaining("“metrics”")
        .hasMessageContaining("row 7");
  }

  @Test
  void anotherDatabaseIsNoneOfTrackio() {
    try (WrittenDatabase database = new WrittenDatabase(folder.resolve("p.db"))) {
      database.run("CREATE TABLE metrics (id INTEGER)");
    }
    assertThatThrownBy(this::read).hasMessageContaining("no database of Trackio");
  }
}
