package dev.nightsweep.tracker.sqlite;

import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteLimits;

/**
 * A stranger's SQLite database, opened to be read only, while another process may write to it. Only
 * plain tables are read: no view, no virtual table, no column that is computed, no index; and no
 * extension is loaded.
 */
public final class ForeignDatabase implements Closeable {
  /** So many rows at most are handed on by one question. */
  public static final int MAX_ROWS = 1_000_000;

  /** So many at a time, since whoever writes waits meanwhile. */
  private static final int PAGE = 10_000;

  /** Of texts in one page: in a damaged file many rows may share one. */
  private static final long MAX_PAGE_BYTES = 64 << 20;

  /** A table may be read twice. */
  private static final int TEXTS_TO_FILE = 2;

  private static final int BUSY_MILLIS = 2000;
  private static final int STEPS = 10_000;
  private static final long MAX_STEPS = 100_000_000;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /** What SQLite has beside a database while it is written to. */
  private static final List<String> COMPANIONS = List.of("", "-wal", "-shm", "-journal");

  private static final List<String> CAUTION =
      List.of(
          "PRAGMA trusted_schema = OFF",
          "PRAGMA query_only = ON",
          "PRAGMA cell_size_check = ON",
          "PRAGMA mmap_size = 0",
          "PRAGMA temp_store = MEMORY");

  private final Path file;
  private final Connection connection;
  private final Work work;
  private long textBytes;

  private ForeignDatabase(Path file, Connection connection, Work work) {
    this.file = file;
    this.connection = connection;
    this.work = work;
  }

  /** Opens one of up to {@link TrackerLimits#MAX_FILE_BYTES}. */
  public static ForeignDatabase open(Path file) throws IOException {
    return open(file, TrackerLimits.MAX_FILE_BYTES);
  }

  /**
   * Opens one.
   *
   * @param maxBytes how large each of its files may be
   * @throws UnreadableRunException if it is none, or beyond the limits
   * @throws DatabaseBusyException if it can be opened later
   */
  public static ForeignDatabase open(Path file, long maxBytes) throws IOException {
    requireFiles(file, maxBytes);
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.enableLoadExtension(false);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteConnection connection = null;
    try {
      // As an address: a path may have characters in it that would be taken for options.
      connection = (SQLiteConnection) config.createConnection("jdbc:sqlite:" + file.toUri());
      connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, TrackerLimits.MAX_RECORD_BYTES);
      connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
      Work work = new Work();
      ProgressHandler.setHandler(connection, STEPS, work);
      for (String caution : CAUTION) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(caution);
        }
      }
      return new ForeignDatabase(file, connection, work);
    } catch (SQLException e) {
      closeQuietly(connection);
      throw failure(file, e);
    }
  }

  private static void requireFiles(Path file, long maxBytes) throws IOException {
    for (String companion : COMPANIONS) {
      Path there = file.resolveSibling(file.getFileName() + companion);
      Optional<BasicFileAttributes> found = attributes(there);
      if (found.isEmpty() && companion.isEmpty()) {
        throw new UnreadableRunException(there, "there is no such file");
      } else if (found.filter(it -> !it.isRegularFile()).isPresent()) {
        throw new UnreadableRunException(there, "it is no regular file");
      } else if (found.filter(it -> it.size() > maxBytes).isPresent()) {
        throw new UnreadableRunException(
            there, "it is larger than %d MB".formatted(maxBytes / 1_000_000));
      }
    }
    if (!isOne(file)) {
      throw new UnreadableRunException(file, "it is no SQLite database");
    }
  }

  /** By one look, since a program that writes the database makes and removes files beside it. */
  private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Whether a file begins as SQLite's databases do. */
  public static boolean isOne(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // What is told is why it could not be opened.
    }
  }

  /**
   * What is missing for a plain table of that name with these columns; empty if nothing. What
   * SQLite has made of the schema decides, not what its rows say.
   *
   * @throws UnreadableRunException if what has that name is something else
   */
  public Optional<String> missing(String table, List<String> columns) throws IOException {
    List<String> kinds = new ArrayList<>();
    ask(
        "PRAGMA main.table_list(\"%s\")".formatted(table),
        row -> kinds.add(row.getInt("wr") == 0 ? row.getString("type") : "table without numbers"));
    if (kinds.isEmpty()) {
      return Optional.of("it has no table “%s”".formatted(table));
    } else if (!kinds.equals(List.of("table"))) {
      throw new UnreadableRunException(
          file,
          "“%s” in it is no plain table (%s), and nothing else is read"
              .formatted(table, kinds.get(0)));
    }
    List<String> absent = new ArrayList<>(columns);
    absent.removeAll(stored(table, columns));
    return absent.isEmpty()
        ? Optional.empty()
        : Optional.of("its table “%s” has no column “%s”".formatted(table, absent.get(0)));
  }

  /** The columns of a table; of those that are asked for none may be computed. */
  private List<String> stored(String table, List<String> asked) throws IOException {
    List<String> columns = new ArrayList<>();
    List<String> computed = new ArrayList<>();
    ask(
        "PRAGMA main.table_xinfo(\"%s\")".formatted(table),
        row -> (row.getInt("hidden") == 0 ? columns : computed).add(row.getString("name")));
    computed.retainAll(asked);
    if (!computed.isEmpty()) {
      throw new UnreadableRunException(
          file,
          "the column “%s” of the table “%s” is computed, and such are not read"
              .formatted(computed.get(0), table));
    }
    return columns;
  }

  /** What is done with a row while it is there. */
  private interface RowUse {
    void with(ResultSet row) throws SQLException;
  }

  private void ask(String question, RowUse use) throws IOException {
    work.begin();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        use.with(rows);
      }
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** Hands on the rows of a table that lacks nothing, in the order they were added in. */
  public void each(TableQuery query, Consumer<StoredRow> taker) throws IOException {
    long last = query.afterRow();
    int total = 0;
    for (List<StoredRow> page = page(query, last); !page.isEmpty(); page = page(query, last)) {
      total += page.size();
      if (total > MAX_ROWS) {
        throw new UnreadableRunException(
            file, "the table “%s” has more than %d rows".formatted(query.table(), MAX_ROWS));
      }
      requireOwnTexts(page);
      try {
        page.forEach(taker);
      } catch (IllegalArgumentException e) {
        throw new UnreadableRunException(
            file, "in the table “%s” %s".formatted(query.table(), e.getMessage()));
      }
      last = page.get(page.size() - 1).number();
    }
  }

  /** In a file that was made for it, rows share their texts, and hold any amount together. */
  private void requireOwnTexts(List<StoredRow> page) throws IOException {
    textBytes += page.stream().mapToLong(StoredRow::textSize).sum();
    if (textBytes > TEXTS_TO_FILE * length()) {
      throw new UnreadableRunException(file, "its rows hold more than the file: it is damaged");
    }
  }

  private long length() throws IOException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    return Files.size(file) + attributes(log).map(BasicFileAttributes::size).orElse(0L);
  }

  private List<StoredRow> page(TableQuery query, long after) throws IOException {
    List<StoredRow> page = new ArrayList<>();
    work.begin();
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      statement.setLong(1, after);
      statement.setInt(2, PAGE);
      long bytes = 0;
      long last = after;
      try (ResultSet rows = statement.executeQuery()) {
        while (bytes < MAX_PAGE_BYTES && rows.next()) {
          StoredRow row = row(rows, query.columns().size());
          last = requireLater(row, last);
          bytes += row.size();
          page.add(row);
        }
      }
      return page;
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** Rows that are out of order, in a damaged file, might never end. */
  private long requireLater(StoredRow row, long last) throws IOException {
    if (row.number() <= last) {
      throw new UnreadableRunException(file, "its rows are out of order: it is damaged");
    }
    return row.number();
  }

  private static StoredRow row(ResultSet rows, int columns) throws SQLException {
    List<Optional<Object>> values = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      values.add(Optional.ofNullable(rows.getObject(column + 2)));
    }
    return new StoredRow(rows.getLong(1), values);
  }

  private static IOException failure(Path file, SQLException e) {
    SQLiteErrorCode code =
        e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
    return switch (code) {
      case SQLITE_BUSY, SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED, SQLITE_SCHEMA ->
          DatabaseBusyException.taken(file, e);
      case SQLITE_READONLY_ROLLBACK, SQLITE_READONLY_RECOVERY, SQLITE_READONLY_CANTINIT ->
          DatabaseBusyException.left(file, e);
      case SQLITE_INTERRUPT -> new UnreadableRunException(file, "reading it takes too long");
      default -> new UnreadableRunException(file, "SQLite says: " + e.getMessage());
    };
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  /** Ends a question that a database was made for to last. */
  private static final class Work extends ProgressHandler {
    private long steps;

    void begin() {
      steps = 0;
    }

    @Override
    protected int progress() {
      steps += STEPS;
      return steps > MAX_STEPS ? 1 : 0;
    }
  }
}
