package dev.nightsweep.store.h2;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Table;
import dev.nightsweep.store.Contents;
import dev.nightsweep.store.SqlQueries;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.StoreOutdatedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The store in the file {@code nightsweep.mv.db} of a results folder.
 *
 * <p>A run's state and attempts come from its sweep's journal, its readings, environment and result
 * from its own. The work is done on the calling thread; an interrupt that is pending is held back
 * until it is done, because one that reaches H2 closes its file. When H2 had to close the database
 * all the same (a full disk), the call fails, and the next one opens it again.
 */
public final class H2Store implements Store, SqlQueries {
  private final DatabaseFile file;
  private final Lock writing = new ReentrantLock();
  private final Object opening = new Object();
  // Guarded by opening; null when it must be opened again.
  private Database database;
  private boolean closed;

  private H2Store(DatabaseFile file) {
    this.file = file;
    this.database = file.open();
  }

  /**
   * Opens the database of a results folder; creates both if they are missing.
   *
   * @throws StoreBusyException if another process has it open
   * @throws StoreOutdatedException if an earlier version made it
   * @throws StoreException if it cannot be used; the message says what to do
   */
  public static H2Store open(Path results) {
    return holdingBackInterrupts(
        () -> {
          H2Store store = new H2Store(new DatabaseFile(results));
          try {
            store.purge();
            return store;
          } catch (RuntimeException e) {
            store.close();
            throw e;
          }
        });
  }

  /**
   * Holds the database of a results folder, of whatever version it is.
   *
   * @throws StoreBusyException if another process has it open
   * @throws StoreException if it cannot be opened
   */
  public static DatabaseHold hold(Path results) {
    return holdingBackInterrupts(() -> new DatabaseFile(results).hold());
  }

  @Override
  public void index(List<JournalLine> lines) {
    if (!lines.isEmpty()) {
      write(
          statements -> {
            new IndexBatch(statements).apply(lines);
            return true;
          });
    }
  }

  @Override
  public void delete(String sweepId) {
    write(
        statements -> {
          new SweepEraser(statements).forget(sweepId);
          return true;
        });
    purge();
  }

  /** Removes what deleted sweeps left; between two slices others may write. */
  private void purge() {
    while (read(statements -> new SweepEraser(statements).hasLeft())) {
      write(statements -> new SweepEraser(statements).purgeSlice());
    }
  }

  @Override
  public long position(JournalName journal) {
    return read(statements -> JournalPlace.position(statements, journal));
  }

  @Override
  public List<SweepRecord> sweeps() {
    return read(statements -> new SweepReader(statements).sweeps());
  }

  @Override
  public Optional<SweepRecord> sweep(String sweepId) {
    return read(statements -> new SweepReader(statements).sweep(sweepId));
  }

  @Override
  public Optional<SweepState> state(String sweepId) {
    return read(statements -> new SweepReader(statements).state(sweepId));
  }

  @Override
  public List<RunRecord> runs(String sweepId) {
    return read(statements -> new RunReader(statements).runs(sweepId));
  }

  @Override
  public Optional<RunRecord> run(String runId) {
    return read(statements -> new RunReader(statements).run(runId));
  }

  @Override
  public Map<String, JournalName> trained() {
    return read(statements -> new RunReader(statements).trained());
  }

  @Override
  public List<String> idsStartingWith(String prefix) {
    return read(statements -> new SweepReader(statements).idsStartingWith(prefix));
  }

  @Override
  public List<AttemptRecord> attempts(String runId) {
    return read(statements -> new RunReader(statements).attempts(runId));
  }

  @Override
  public List<AttemptRecord> sweepAttempts(String sweepId) {
    return read(statements -> new RunReader(statements).sweepAttempts(sweepId));
  }

  @Override
  public Map<String, List<Point>> curves(String runId) {
    return read(statements -> new RunReader(statements).curves(runId));
  }

  @Override
  public Map<String, List<Point>> curves(String sweepId, String metric) {
    return read(
        statements ->
            new DetailReader(statements).curves(sweepId, new StoredSeries(metric, false)));
  }

  @Override
  public Map<String, List<Point>> systemCurves(String sweepId, String reading) {
    return read(
        statements ->
            new DetailReader(statements).curves(sweepId, new StoredSeries(reading, true)));
  }

  @Override
  public Optional<Environment> environment(String runId) {
    return read(statements -> new RunReader(statements).environment(runId));
  }

  @Override
  public Optional<ModelCard> model(String runId) {
    return read(statements -> new RunReader(statements).model(runId));
  }

  @Override
  public Optional<RunResult> result(String runId) {
    return read(statements -> new RunReader(statements).result(runId));
  }

  @Override
  public Map<String, Map<String, List<Point>>> sweepCurves(String sweepId) {
    return read(statements -> new DetailReader(statements).curves(sweepId));
  }

  @Override
  public Map<String, Environment> sweepEnvironments(String sweepId) {
    return read(statements -> new DetailReader(statements).environments(sweepId));
  }

  @Override
  public Map<String, ModelCard> sweepModels(String sweepId) {
    return read(statements -> new DetailReader(statements).models(sweepId));
  }

  @Override
  public Map<String, RunResult> sweepResults(String sweepId) {
    return read(statements -> new DetailReader(statements).results(sweepId));
  }

  @Override
  public List<ContrastResult> contrasts(String sweepId) {
    return read(statements -> new SweepReader(statements).contrasts(sweepId));
  }

  @Override
  public List<String> said(String sweepId) {
    return read(statements -> new SweepReader(statements).said(sweepId));
  }

  @Override
  public List<ContrastResult> looks(String sweepId) {
    return read(statements -> new SweepReader(statements).looks(sweepId));
  }

  @Override
  public Optional<Entry.AnalysisLocked> lock(String sweepId) {
    return read(statements -> new SweepReader(statements).lock(sweepId));
  }

  @Override
  public Map<String, Integer> repeated(String sweepId) {
    return read(statements -> new SweepReader(statements).repeated(sweepId));
  }

  @Override
  public List<Entry.Noted> notes(String sweepId) {
    return read(statements -> new SweepReader(statements).notes(sweepId));
  }

  @Override
  public Contents contents(JournalName journal) {
    return read(statements -> new ContentsReader(statements).read(journal));
  }

  @Override
  public Contents definitions() {
    return read(statements -> new ContentsReader(statements).definitions());
  }

  @Override
  public List<String> contradictions() {
    return read(statements -> new IndexCheck(statements).contradictions());
  }

  @Override
  public Optional<SqlQueries> sql() {
    return Optional.of(this);
  }

  @Override
  public Table query(String sql, int maxRows) {
    PublicQuery query = new PublicQuery(sql, maxRows, read(PublicViews::columns));
    return withDatabase(
        open -> {
          try (Connection connection = open.queryUser()) {
            return query.answer(connection);
          }
        });
  }

  @Override
  public void close() {
    holdingBackInterrupts(
        () -> {
          writing.lock();
          try {
            synchronized (opening) {
              closed = true;
              closeDatabase();
            }
          } catch (SQLException e) {
            throw failure("closed", e);
          } finally {
            writing.unlock();
          }
          return null;
        });
  }

  /** A piece of work on the statements of one transaction. */
  private interface Work<T> {
    T on(Statements statements) throws SQLException;
  }

  /** A piece of work on the open database. */
  private interface DatabaseWork<T> {
    T on(Database open) throws SQLException;
  }

  private <T> T read(Work<T> work) {
    return withDatabase(
        open -> {
          try (Connection connection = open.reader();
              Statements statements = new Statements(connection)) {
            return work.on(statements);
          }
        });
  }

  /** Does reading work, a second time when the database turns out to have been closed by H2. */
  private <T> T withDatabase(DatabaseWork<T> work) {
    return holdingBackInterrupts(
        () -> {
          Database open = database();
          try {
            return work.on(open);
          } catch (SQLException e) {
            if (open.isAlive()) {
              throw failure("read", e);
            }
            abandon(open, e);
          }
          try {
            return work.on(database());
          } catch (SQLException e) {
            throw failure("read", e);
          }
        });
  }

  private <T> T write(Work<T> work) {
    return holdingBackInterrupts(
        () -> {
          writing.lock();
          try {
            Database open = database();
            try {
              return commit(open, work);
            } catch (SQLException e) {
              abandon(open, e);
              throw failure("written", e);
            }
          } finally {
            writing.unlock();
          }
        });
  }

  /** One transaction, whole or not at all; when this returns it is on the disk. */
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

  private Database database() {
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
  private void abandon(Database failed, SQLException cause) {
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

  private void closeDatabase() throws SQLException {
    if (database != null) {
      Database last = database;
      database = null;
      last.close();
    }
  }

  /** For tests: connections that a read has not given back. */
  int connectionsInUse() {
    synchronized (opening) {
      return database == null ? 0 : database.connectionsInUse();
    }
  }

  private StoreException failure(String what, SQLException e) {
    return new StoreException(
        "The database %s could not be %s: %s".formatted(file.path(), what, H2Errors.sentence(e)),
        e);
  }

  private static <T> T holdingBackInterrupts(Supplier<T> work) {
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
