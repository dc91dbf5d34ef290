package dev.nightsweep.store.h2;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.store.StoreException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/** The database file of a results folder: opens it, or says why it cannot be opened. */
final class DatabaseFile {
  /**
   * Commits reach the operating system at once; we close the database ourselves; H2 writes no trace
   * files; and no result is reused, because in 2.4.240 a reused one may miss the transaction's own
   * changes (h2database #4299).
   */
  private static final String SETTINGS =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;OPTIMIZE_REUSE_RESULTS=0";

  private static final String ONLY_IF_EXISTS = ";IFEXISTS=TRUE";
  private static final String REBUILD =
      " `nightsweep rebuild` builds a new one from the journals and keeps this file.";

  private static final int MOST_LOOKS = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Path file;
  private final String url;
  private final List<String> migrations;

  DatabaseFile(Path results, List<String> migrations) {
    Path folder = results.toAbsolutePath().normalize();
    this.file = folder.resolve("nightsweep.mv.db");
    this.url = "jdbc:h2:file:" + folder.resolve("nightsweep");
    this.migrations = migrations;
  }

  Path path() {
    return file;
  }

  Database open() {
    requireUsableFolder();
    try {
      Connection writer = connect();
      try {
        return new Database(url, upToDate(writer));
      } catch (SQLException | RuntimeException e) {
        closeAfter(e, writer);
        throw e;
      }
    } catch (SQLException e) {
      throw explain(e);
    } catch (StoreBusyException e) {
      throw e;
    } catch (StoreException e) {
      throw new StoreException("The database %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void requireUsableFolder() {
    String folder = file.getParent().toString();
    boolean foreignSeparator = File.separatorChar != '\\' && folder.contains("\\");
    if (folder.contains(";") || foreignSeparator) {
      throw new StoreException(
          "The results folder's name (%s) has a %s in it, which H2 cannot take; choose another."
              .formatted(folder, foreignSeparator ? "backslash" : "semicolon"));
    }
    try {
      Files.createDirectories(file.getParent());
      if (staysEmpty()) {
        throw new StoreException("The database %s is empty (0 bytes).%s".formatted(file, REBUILD));
      }
    } catch (IOException e) {
      throw new StoreException("The results folder %s cannot be used: %s".formatted(folder, e), e);
    }
    Path mustBeWritable = Files.exists(file) ? file : file.getParent();
    if (!Files.isWritable(mustBeWritable) || Files.isDirectory(file)) {
      throw new StoreException(
          "%s is not writable; choose another results folder or change its permissions."
              .formatted(mustBeWritable));
    }
  }

  /** Another process may be about to make it: between creation and header it is empty, too. */
  private boolean staysEmpty() throws IOException {
    for (int look = 0; Files.exists(file) && Files.size(file) == 0; look++) {
      if (look == MOST_LOOKS || Thread.currentThread().isInterrupted()) {
        return true;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return false;
  }

  private Connection connect() throws SQLException {
    String existing = Files.exists(file) ? ONLY_IF_EXISTS : "";
    return DriverManager.getConnection(url + SETTINGS + existing, Database.OWNER, "");
  }

  /** The connection, or another one, to the database with the newest schema. */
  private Connection upToDate(Connection first) throws SQLException {
    if (migrations.equals(Schema.MIGRATIONS) && KnownSchema.isOf(first)) {
      return first;
    }
    Schema schema = schema(url);
    if (schema.isUnfinished()) {
      startAnew(first);
      schema.migrate();
      return first;
    }
    schema.requireKnown();
    Optional<String> pending = schema.pendingVersion();
    if (pending.isEmpty()) {
      return first;
    }
    first.close();
    migrateTo(pending.get());
    return connect();
  }

  private Schema schema(String database) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(database + ONLY_IF_EXISTS);
    source.setUser(Database.OWNER);
    source.setPassword("");
    return new Schema(source, migrations);
  }

  /** A first opening that was cut short may have left some tables, and nothing worth keeping. */
  private static void startAnew(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP ALL OBJECTS");
    }
  }

  /**
   * Migrates a copy and puts it in the database's place when it is done: whatever stops this
   * between two statements leaves the database as it was.
   */
  private void migrateTo(String version) throws SQLException {
    Path draft = file.resolveSibling("nightsweep.migrating.mv.db");
    try {
      // H2 locks the same file in the same way: meanwhile nobody can open it.
      try (FileChannel channel = FileChannel.open(file, READ, WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          throw new StoreBusyException("another process has just opened it.", null);
        }
        keepCopy(channel, file.resolveSibling(file.getFileName() + ".before-V" + version));
        Files.deleteIfExists(draft);
        copy(channel, draft);
        migrateDraft();
      }
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StoreException(
          "it could not be copied for the change to this version's schema: %s. Is the disk full?"
              .formatted(e),
          e);
    }
  }

  private void migrateDraft() throws SQLException {
    String draft = url + ".migrating";
    String settings = SETTINGS + ONLY_IF_EXISTS;
    try (Connection open = DriverManager.getConnection(draft + settings, Database.OWNER, "");
        Statement statement = open.createStatement()) {
      schema(draft).migrate();
      statement.execute("CHECKPOINT SYNC");
    }
  }

  /** A copy that is there already is older, and stays. */
  private static void keepCopy(FileChannel from, Path copy) throws IOException {
    if (!Files.exists(copy)) {
      Path draft = copy.resolveSibling(copy.getFileName() + ".part");
      Files.deleteIfExists(draft);
      copy(from, draft);
      Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void copy(FileChannel from, Path to) throws IOException {
    try (FileChannel out = FileChannel.open(to, CREATE_NEW, WRITE)) {
      for (long done = 0; done < from.size(); ) {
        done += from.transferTo(done, from.size() - done, out);
      }
      out.force(true);
    }
  }

  private StoreException explain(SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
          new StoreBusyException(
              "The database %s is open in another process; end that, or ask it.".formatted(file),
              e);
      case ErrorCode.FILE_CORRUPTED_1 ->
          new StoreException("The database %s is damaged.%s".formatted(file, REBUILD), e);
      case ErrorCode.WRONG_USER_OR_PASSWORD ->
          new StoreException(
              "The database %s was not made by Nightsweep; choose another results folder."
                  .formatted(file),
              e);
      default ->
          new StoreException(
              "The database %s cannot be opened: %s. If the disk is full, make room; if not:%s"
                  .formatted(file, H2Errors.text(e), REBUILD),
              e);
    };
  }

  private static void closeAfter(Exception cause, Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
