package dev.nightsweep.tracker.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that are not what they seem. */
class ForeignDatabaseTest {
  private static final List<String> COLUMNS = List.of("key", "value");
  private static final TableQuery QUERY = new TableQuery("metrics", COLUMNS);
  private static final String TABLE = "CREATE TABLE metrics (key TEXT, value REAL)";
  private static final String ROW = "INSERT INTO metrics VALUES ('acc', 0.5)";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameIt() {
    file = folder.resolve("runs.db");
  }

  private void write(String... statements) {
    try (WrittenDatabase database = new WrittenDatabase(file)) {
      database.run("PRAGMA page_size = 512").run(statements);
    }
  }

  private List<StoredRow> read() throws IOException {
    List<StoredRow> rows = new ArrayList<>();
    try (ForeignDatabase database = ForeignDatabase.open(file)) {
      if (database.missing("metrics", COLUMNS).isEmpty()) {
        database.each(QUERY, rows::add);
      }
    }
    return rows;
  }

  @Test
  void aPlainTableIsReadRowByRow() throws IOException {
    write(TABLE, ROW, "INSERT INTO metrics VALUES (NULL, 7)");
    List<StoredRow> rows = read();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).word(0)).isEqualTo("acc");
    assertThat(rows.get(0).real(1)).hasValue(0.5);
    assertThat(rows.get(1).text(0)).isEmpty();
    assertThat(rows.get(1).whole(1)).hasValue(7);
    assertThatThrownBy(() -> rows.get(0).whole(1)).hasMessageContaining("0.5");
    assertThatThrownBy(() -> rows.get(0).real(0)).hasMessageContaining("String");
  }

  @Test
  void manyRowsAreReadPageByPageAndOnward() throws IOException {
    write(
        TABLE,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)"
            + " INSERT INTO metrics SELECT 'k' || i, i FROM n");
    assertThat(read())
        .hasSize(25000)
        .extracting(StoredRow::number)
        .isSorted()
        .doesNotHaveDuplicates();
    List<StoredRow> rows = new ArrayList<>();
    try (ForeignDatabase database = ForeignDatabase.open(file)) {
      database.each(new TableQuery("metrics", COLUMNS, 24_990), rows::add);
    }
    assertThat(rows).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE VIEW metrics AS SELECT 'acc' AS key, 1.0 AS value",
        "CREATE VIEW Metrics AS WITH RECURSIVE n(key, value) AS (SELECT 'x', 1 UNION ALL SELECT key, value + 1 FROM n) SELECT * FROM n",
        "CREATE VIRTUAL TABLE metrics USING fts5(key, value)",
        "CREATE TABLE metrics (key TEXT PRIMARY KEY, value REAL) WITHOUT ROWID",
        "CREATE TABLE metrics (key TEXT, raw REAL, value REAL AS (raw * 2) STORED)",
        "CREATE TABLE metrics (key TEXT, raw REAL, value REAL AS (length(hex(zeroblob(1000000000)))))"
      })
  void whatIsNoPlainTableIsRefused(String statement) {
    write(statement);
    assertThatThrownBy(this::read)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("runs.db")
        .hasMessageContaining("metrics")
        .hasMessageContaining("read");
  }

  /** The schema's rows may lie: what SQLite makes of them counts. */
  @Test
  void aViewThatIsSaidToBeATableIsRefused() {
    write(
        "CREATE TABLE metrics (key TEXT, value REAL)",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE VIEW metrics AS SELECT 1 AS key, 2 AS value' WHERE name = 'metrics'");
    assertThatThrownBy(this::read)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("runs.db");
  }

  @Test
  void triggersAndIndexesAreIgnored() throws IOException {
    write(
        TABLE,
        "CREATE INDEX of_value ON metrics (value) WHERE value > 0",
        "CREATE INDEX of_key ON metrics (upper(key))",
        "CREATE TRIGGER metrics AFTER INSERT ON metrics BEGIN SELECT raise(ABORT, 'run') WHERE new.value > 10; END",
        ROW);
    assertThat(read()).hasSize(1);
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    write("CREATE TABLE metrics (key TEXT)");
    try (ForeignDatabase database = ForeignDatabase.open(file)) {
      assertThat(database.missing("metrics", COLUMNS).orElseThrow()).contains("“value”");
      assertThat(database.missing("runs", COLUMNS).orElseThrow()).contains("“runs”");
    }
  }

  @Test
  void itIsNotWrittenTo() throws IOException {
    write(TABLE, ROW);
    byte[] before = Files.readAllBytes(file);
    assertThat(read()).hasSize(1);
    assertThat(file).hasBinaryContent(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aDatabaseThatIsCutAnywhereGivesRowsOrIsNamed() throws IOException {
    write(TABLE, "CREATE TABLE more (a, b)", ROW, ROW, ROW);
    byte[] all = Files.readAllBytes(file);
    for (int length = 0; length < all.length; length++) {
      Files.write(file, Arrays.copyOf(all, length));
      assertRowsOrNamed("cut at " + length);
    }
  }

  @Test
  void aByteThatIsWrongAnywhereGivesRowsOrTheFileIsNamed() throws IOException {
    write(TABLE, ROW, ROW, ROW);
    byte[] all = Files.readAllBytes(file);
    for (int at = 0; at < all.length; at++) {
      for (int bit : List.of(1, 0x80, 0xff)) {
        byte[] wrong = all.clone();
        wrong[at] ^= (byte) bit;
        Files.write(file, wrong);
        assertRowsOrNamed("byte %d, bits %x".formatted(at, bit));
      }
    }
  }

  private void assertRowsOrNamed(String what) {
    try {
      assertThat(read()).as(what).hasSizeLessThanOrEqualTo(3);
    } catch (IOException e) {
      assertThat(e).as(what).hasMessageContaining("runs.db");
    }
  }

  /** Pages that lead to one another would be read for ever. */
  @Test
  void pagesInACircleEnd() throws IOException {
    write(
        TABLE,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
            + " INSERT INTO metrics SELECT 'k' || i, i FROM n");
    byte[] all = Files.readAllBytes(file);
    int root = 512; // of the table, an inner page whose last four bytes of the header are a child
    assertThat(all[root]).as("an inner page").isEqualTo((byte) 5);
    all[root + 11] = 2;
    Files.write(file, all);
    assertThatThrownBy(this::read)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("runs.db");
  }

  /** Rows of a short file may all lead to the same long text, and would fill any memory. */
  @Test
  void rowsThatShareATextAreNoticed() throws IOException {
    int chain = 197; // pages of the text, which are filled but for 39 bytes beside the row
    String text =
        "INSERT INTO metrics VALUES (printf('%%.*c', %d, 'x'), 1)".formatted(chain * 508 + 34);
    write(TABLE, text, text, text, text, text, text);
    byte[] all = Files.readAllBytes(file);
    ByteBuffer bytes = ByteBuffer.wrap(all);
    int root = 512;
    assertThat(all[root]).as("a page of rows").isEqualTo((byte) 13);
    int first = cellEnd(bytes, root, 0);
    for (int row = 1; row < 6; row++) {
      bytes.putInt(cellEnd(bytes, root, row) - 4, bytes.getInt(first - 4));
    }
    int pages = 2 + chain;
    bytes.putInt(28, pages); // how many the file's head says there are
    Files.write(file, Arrays.copyOf(all, pages * 512));
    assertThatThrownBy(this::read)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("its rows hold more than the file");
  }

  /** Rows are put in from the page's end on, each before the last one. */
  private static int cellEnd(ByteBuffer bytes, int page, int row) {
    return row == 0 ? page + 512 : page + bytes.getShort(page + 8 + 2 * (row - 1));
  }

  @Test
  void whatIsNoDatabaseIsSaidToBeNone() throws IOException {
    Files.writeString(file, "this is text, and more than sixteen bytes of it");
    assertThatThrownBy(this::read).hasMessageContaining("no SQLite database");
    Files.delete(file);
    assertThatThrownBy(this::read).hasMessageContaining("no such file");
    Files.createDirectory(file);
    assertThatThrownBy(this::read).hasMessageContaining("no regular file");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreNotFollowed(@TempDir Path other) throws IOException {
    write(TABLE, ROW);
    Path moved = Files.move(file, other.resolve("moved.db"));
    Files.createSymbolicLink(file, moved);
    assertThatThrownBy(this::read).hasMessageContaining("no regular file");
    Files.delete(file);
    Files.move(moved, file);
    Files.createSymbolicLink(folder.resolve("runs.db-wal"), other.resolve("secret"));
    assertThatThrownBy(this::read).hasMessageContaining("runs.db-wal");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void noCharacterOfAPathIsAnOption() throws IOException {
    file = folder.resolve("a?mode=rwc&enable_load_extension=true#b %41.db");
    write(TABLE, ROW);
    assertThat(read()).hasSize(1);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void textOfAnotherEncodingIsRead() throws IOException {
    write("PRAGMA encoding = 'UTF-16le'", TABLE, "INSERT INTO metrics VALUES ('größe', 1)");
    assertThat(read().get(0).word(0)).isEqualTo("größe");
  }

  @Test
  void aDatabaseThatAnotherProcessHasForItselfIsBusy() throws IOException {
    write(TABLE, ROW);
    try (WrittenDatabase other = new WrittenDatabase(file)) {
      other.run("BEGIN EXCLUSIVE", ROW);
      assertThatThrownBy(this::read)
          .isInstanceOf(DatabaseBusyException.class)
          .hasMessageContaining("runs.db");
      other.run("COMMIT");
    }
    assertThat(read()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL", "TRUNCATE"})
  void whatIsWrittenMeanwhileIsSeenOnceItIsCommitted(String mode) throws IOException {
    try (WrittenDatabase other = new WrittenDatabase(file)) {
      other.run("PRAGMA journal_mode = " + mode, TABLE, ROW);
      assertThat(read()).hasSize(1);
      other.run("BEGIN IMMEDIATE", ROW);
      assertThat(read()).hasSize(1);
      other.run("COMMIT");
      assertThat(read()).hasSize(2);
    }
  }
}
