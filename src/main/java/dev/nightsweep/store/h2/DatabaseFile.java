package dev.nightsweep.store.h2;

import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.StoreOutdatedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.h2.api.ErrorCode;

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

  private static final int MAX_LOOKS = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Path file;
  private final String url;

  DatabaseFile(Path results) {
    Path folder = results.toAbsolutePath().normalize();
    this.file = folder.resolve("nightsweep.mv.db");
    this.url = "jdbc:h2:file:" + folder.resolve("nightsweep");
  }

  Path path() {
    return file;
  }

  Database open() {
    return connected(this::withSchema);
  }

  DatabaseHold hold() {
    Connection connection = connected(open -> open);
    return () -> {
      try {
        connection.close();
      } catch (SQLException e) {
        throw explain(e);
      }
    };
  }

  /** What is made of the owner's connection, which is closed when that fails. */
  private interface Use<T> {
    T of(Connection connection) throws SQLException;
  }

  private <T> T connected(Use<T> use) {
    requireUsableFolder();
    try {
      Connection connection = connect();
      try {
        return use.of(connection);
      } catch (SQLException | RuntimeException e) {
        closeAfter(e, connection);
        throw e;
      }
    } catch (SQLException e) {
      throw explain(e);
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
      if (look == MAX_LOOKS || Thread.currentThread().isInterrupted()) {
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

  /**
   * What is of another version is never changed into this one: journals are enough to make it anew.
   */
  private Database withSchema(Connection connection) throws SQLException {
    switch (SchemaVersion.of(connection)) {
      case THIS -> {}
      case NEWER ->
          throw new StoreException(
              "The database %s was written by a newer Nightsweep. Use that version; or%s"
                  .formatted(file, REBUILD));
      case OLDER ->
          throw new StoreOutdatedException(
              "The database %s was made by an earlier version of Nightsweep.%s"
                  .formatted(file, REBUILD));
      case UNFINISHED -> SchemaVersion.create(connection);
    }
    return new Database(url, connection);
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
              "The database %s cannot be opened: %s.%s%s"
                  .formatted(
                      file,
                      H2Errors.text(e),
                      H2Errors.ofFile(e).isPresent()
                          ? " If the disk is full, make room; if not:"
                          : "",
                      REBUILD),
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
