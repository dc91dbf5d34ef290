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
import dev.nightsweep.store.Contents;
import dev.nightsweep.store.QueryException;
import dev.nightsweep.store.RowSink;
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

/**
 * The store in the file {@code nightsweep.mv.db} of a results folder.
 *
 * <p>A run's state and attempts come from its sweep's journal, its readings, environment and result
 * from its own. When H2 had to close the database (a full disk), the call fails, and the next one
 * opens it again.
 */
public final class H2Store implements Store {
  private final OpenDatabase database;
  private final Transactions transactions;

  private H2Store(OpenDatabase database) {
    this.database = database;
    this.transactions = new Transactions(database);
  }

  /**
   * Opens the database of a results folder; creates both if they are missing.
   *
   * @throws StoreBusyException if another process has it open
   * @throws StoreOutdatedException if an earlier version made it
   * @throws StoreException if it cannot be used; the message says what to do
   */
  public static H2Store open(Path results) {
    return Transactions.holdingBackInterrupts(
        () -> {
          H2Store store = new H2Store(new OpenDatabase(new DatabaseFile(results)));
          try {
            store.purge();
            return store;
          } catch (RuntimeException e) {
            store.close();
            throw e;
          }
        });
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

  /**
   * Answers a read-only SQL query over the public views. It may take all the memory that this
   * process has: a process that has anything else to do leaves it to one with a {@link
   * DatabaseCopy}.
   *
   * @throws QueryException if the SQL is wrong, not allowed, or beyond its limits
   */
  public void query(String sql, RowSink sink) {
    PublicQuery query = new PublicQuery(sql, read(PublicViews::columns));
    Transactions.holdingBackInterrupts(
        () -> {
          try (Connection connection = database.get().queryUser()) {
            query.answer(connection, sink);
          } catch (SQLException e) {
            throw database.failure("read", e);
          }
          return null;
        });
  }

  @Override
  public void close() {
    transactions.close();
  }

  private <T> T read(Transactions.Work<T> work) {
    return transactions.read(work);
  }

  private <T> T write(Transactions.Work<T> work) {
    return transactions.write(work);
  }

  /** For tests: connections that a read has not given back. */
  int connectionsInUse() {
    return database.connectionsInUse();
  }
}
