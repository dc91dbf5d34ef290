package dev.nightsweep.store.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Reads and writes a database in transactions, on the calling thread. An interrupt that is pending
 * is held back until the work is done, because one that reaches H2 closes its file.
 */
final class Transactions {
  private final OpenDatabase database;
  private final Lock writing = new ReentrantLock();

  Transactions(OpenDatabase database) {
    this.database = database;
  }

  /** A piece of work on the statements of one transaction. */
  interface Work<T> {
    T on(Statements statements) throws SQLException;
  }

  /** A piece of work on the open database. */
  interface DatabaseWork<T> {
    T on(Database open) throws SQLException;
  }

  /** Sees one state of the database. */
  <T> T read(Work<T> work) {
    return withDatabase(
        open -> {
          try (Connection connection = open.reader();
              Statements statements = new Statements(connection)) {
            return work.on(statements);
          }
        });
  }

  /** Does reading work, a second time when the database turns out to have been closed by H2. */
  <T> T withDatabase(DatabaseWork<T> work) {
    return holdingBackInterrupts(
        () -> {
          Database open = database.get();
          try {
            return work.on(open);
          } catch (SQLException e) {
            if (open.isAlive()) {
              throw database.failure("read", e);
            }
            database.abandon(open, e);
          }
          try {
            return work.on(database.get());
          } catch (SQLException e) {
            throw database.failure("read", e);
          }
        });
  }

  /** Whole or not at all; when this returns it is on the disk. */
  <T> T write(Work<T> work) {
    return holdingBackInterrupts(
        () -> {
          writing.lock();
          try {
            Database open = database.get();
            try {
              return commit(open, work);
            } catch (SQLException e) {
              database.abandon(open, e);
              throw database.failure("written", e);
            }
          } finally {
            writing.unlock();
          }
        });
  }

  private static <T> T commit(Database open, Work<T> work) throws SQLException {
    Connection writer = open.writer();
    T done;
    try {
      done = work.on(open.writing());
      writer.commit();
    } catch (SQLException | RuntimeException | Error e) {
      undo(writer, e);
      throw e;
    }
    open.writing().update("CHECKPOINT SYNC");
    return done;
  }

  private static void undo(Connection writer, Throwable cause) {
    try {
      writer.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** For good, once what is being written is. */
  void close() {
    holdingBackInterrupts(
        () -> {
          writing.lock();
          try {
            database.close();
          } catch (SQLException e) {
            throw database.failure("closed", e);
          } finally {
            writing.unlock();
          }
          return null;
        });
  }

  static <T> T holdingBackInterrupts(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
