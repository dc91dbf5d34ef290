package dev.nightsweep.store.h2;

import dev.nightsweep.store.StoreException;
import java.sql.SQLException;

/**
 * The database of a results folder while a store is in use. When H2 had to close it (a full disk),
 * the next call opens it again.
 */
final class OpenDatabase {
  private final DatabaseFile file;
  private final Object opening = new Object();
  // Guarded by opening; null when it must be opened again.
  private Database database;
  private boolean closed;

  OpenDatabase(DatabaseFile file) {
    this.file = file;
    this.database = file.open();
  }

  Database get() {
    synchronized (opening) {
      if (closed) {
        throw new StoreException("The database %s is closed.".formatted(file.path()));
      }
      if (database == null) {
        database = file.open();
      }
      return database;
    }
  }

  /** Lets the next call open the database again: after a failure H2's own state is not trusted. */
  void abandon(Database failed, SQLException cause) {
    synchronized (opening) {
      if (database == failed) {
        try {
          closeDatabase();
        } catch (SQLException e) {
          cause.addSuppressed(e);
        }
      }
    }
  }

  /** For good. */
  void close() throws SQLException {
    synchronized (opening) {
      closed = true;
      closeDatabase();
    }
  }

  private void closeDatabase() throws SQLException {
    if (database != null) {
      Database last = database;
      database = null;
      last.close();
    }
  }

  /** How many connections reads have not given back. */
  int connectionsInUse() {
    synchronized (opening) {
      return database == null ? 0 : database.connectionsInUse();
    }
  }

  StoreException failure(String what, SQLException e) {
    return new StoreException(
        "The database %s could not be %s: %s".formatted(file.path(), what, H2Errors.sentence(e)),
        e);
  }
}
