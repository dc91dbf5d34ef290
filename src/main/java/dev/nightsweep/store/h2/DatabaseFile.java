package dev.nightsweep.store.h2;

import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.store.StoreException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
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
      " Move the file away: the next command builds a new one from the journals.";

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
      if (Files.exists(file) && Files.size(file) == 0) {
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

  private Connection connect() throws SQLException {
    String existing = Files.exists(file) ? ONLY_IF_EXISTS : "";
    return DriverManager.getConnection(url + SETTINGS + existing, Database.OWNER, "");
  }

  /** The connection, or another one, to the database with the newest schema. */
  private Connection upToDate(Connection first) throws SQLException {
    Schema schema = schema();
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
    keepCopy(pending.get());
    Connection second = connect();
    try {
      schema.migrate();
      return second;
    } catch (RuntimeException e) {
      closeAfter(e, second);
      throw e;
    }
  }

  private Schema schema() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url + ONLY_IF_EXISTS);
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

  /** A copy that is there already is older, and stays. */
  private void keepCopy(String version) {
    Path copy = file.resolveSibling(file.getFileName() + ".before-V" + version);
    try {
      if (!Files.exists(copy)) {
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new StoreException("it could not be copied to %s first: %s".formatted(copy, e), e);
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
                  .formatted(file, Problems.text(e), REBUILD),
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
