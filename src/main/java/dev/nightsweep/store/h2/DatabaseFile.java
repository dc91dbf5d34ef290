package dev.nightsweep.store.h2;

import dev.nightsweep.model.ResultsMark;
import dev.nightsweep.store.StoreException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;

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
  private static final int MAX_LOOKS = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Path file;
  private final DatabaseProblems problems;
  private final String url;

  DatabaseFile(Path results) {
    Path folder = results.toAbsolutePath().normalize();
    this.file = folder.resolve(ResultsMark.DATABASE);
    this.problems = new DatabaseProblems(file);
    this.url = "jdbc:h2:file:" + folder.resolve("nightsweep");
  }

  Path path() {
    return file;
  }

  Database open() {
    requireUsableFolder();
    requireKnownDefinitions();
    try {
      Connection connection = connect();
      try {
        return withSchema(connection);
      } catch (SQLException | RuntimeException e) {
        closeAfter(e, connection);
        throw e;
      }
    } catch (SQLException e) {
      throw problems.explain(e);
    }
  }

  /** Before H2 opens it, which would execute them all. */
  private void requireKnownDefinitions() {
    MVStoreTool.compactCleanUp(file.toString()); // or H2 would, and take what lies beside the file
    if (!Files.exists(file)) {
      return;
    }
    switch (definitions()) {
      case THIS_SCRIPT -> {}
      case NEWER -> throw problems.newer();
      case OTHER -> throw problems.outdated();
      case NOT_NIGHTSWEEP -> throw problems.foreign();
    }
  }

  private StoredDefinitions.Origin definitions() {
    try {
      return StoredDefinitions.originOf(file);
    } catch (MVStoreException e) {
      throw e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
          ? problems.busy(e)
          : problems.damaged(e);
    } catch (RuntimeException e) { // what stands there may be anything
      throw problems.damaged(e);
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
        throw problems.empty();
      }
    } catch (IOException e) {
      throw new StoreException("The results folder %s cannot be used: %s".formatted(folder, e), e);
    }
    Path mustBeWritable = Files.exists(file) ? file : file.getParent();
    if (!Files.isWritable(mustBeWritable) || Files.isDirectory(file)) {
      throw new StoreException(
          "%s is not writable, as it must be to be read, too. Change its permissions, or copy the results folder; `nightsweep serve` shows the pages without."
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
      case NEWER -> throw problems.newer();
      case OLDER -> throw problems.outdated();
      case UNFINISHED -> SchemaVersion.create(connection);
    }
    return new Database(url, connection);
  }

  private static void closeAfter(Exception cause, Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
