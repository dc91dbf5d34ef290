package dev.nightsweep.schedule;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.JournalBusyException;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepLock;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.plan.AnalysisLock;
import dev.nightsweep.store.StoreWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sweep's journal, open for writing, and the store's writer behind it: what is recorded is on the
 * disk when the call returns, and in the store soon after. Used by one thread at a time.
 */
public final class SweepLog implements AutoCloseable {
  private final Path file;
  private final Journal journal;
  private final StoreWriter writer;
  private final List<JournalLine> gathered = new ArrayList<>();
  private boolean awaitsResult;

  private SweepLog(Path file, Journal journal, StoreWriter writer) {
    this.file = file;
    this.journal = journal;
    this.writer = writer;
  }

  /**
   * Opens the journal of a sweep that exists.
   *
   * @throws UserErrorException if another session writes it
   */
  public static SweepLog open(ResultsFolder results, String sweepId, StoreWriter writer) {
    return open(results, sweepId, writer, Journal::open);
  }

  /** The same for whoever has the sweep's lock already, and keeps it. */
  static SweepLog open(ResultsFolder results, String sweepId, StoreWriter writer, SweepLock held) {
    return open(results, sweepId, writer, (name, file) -> Journal.open(name, file, held));
  }

  private interface Opening {
    Journal of(JournalName name, Path file) throws IOException;
  }

  private static SweepLog open(
      ResultsFolder results, String sweepId, StoreWriter writer, Opening opening) {
    JournalName name = JournalName.ofSweep(sweepId);
    Path file = results.journal(name);
    try {
      return new SweepLog(file, opening.of(name, file), writer);
    } catch (JournalBusyException e) {
      throw inUse(sweepId);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the journal " + file, e);
    }
  }

  /** What is to be told of a sweep that another session writes. */
  public static UserErrorException inUse(String sweepId) {
    return UserErrorException.busy(
        "%s is in use by the process that runs it. Stop that first.".formatted(sweepId));
  }

  /** Begins the journal of a new sweep with its plan. */
  public static SweepLog begin(ResultsFolder results, Plan plan, StoreWriter writer) {
    SweepLog log = open(results, plan.header().sweepId(), writer);
    log.record(new Entry.SweepPlanned(plan));
    log.awaitResult();
    return log;
  }

  /** The sweep has no result yet that verdicts rest on: the first one will lock its analysis. */
  public void awaitResult() {
    awaitsResult = true;
  }

  /** Locks the analysis if a run that has come so far gives the sweep its first result. */
  public void lockAtResult(Plan plan, PlannedRun.Phase phase, RunState state, Instant at) {
    if (awaitsResult && AnalysisLock.isResult(plan, phase, state)) {
      awaitsResult = false;
      gather(AnalysisLock.of(plan, at));
    }
  }

  public void record(Entry.OfSweep entry) {
    gather(entry);
    sync();
  }

  /** Writes down what nobody acts on before the next {@link #record} or {@link #sync}. */
  void gather(Entry.OfSweep entry) {
    try {
      gathered.add(journal.write(entry));
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** Returns when all that was gathered is on the disk. */
  void sync() {
    try {
      journal.sync();
    } catch (IOException e) {
      gathered.clear();
      throw cannotWrite(e);
    }
    gathered.forEach(writer::accept);
    gathered.clear();
  }

  private UncheckedIOException cannotWrite(IOException cause) {
    return new UncheckedIOException("cannot write to the journal " + file, cause);
  }

  /** Records something worth telling. */
  void note(String level, String kind, Optional<String> runId, String message, Instant at) {
    record(new Entry.Noted(level, kind, runId, message, at));
  }

  /** Passes on a line that a worker has journaled. */
  void indexRunLine(JournalLine line) {
    writer.accept(line);
  }

  /** Returns when all that was recorded is in the store. */
  public void flush() {
    sync();
    writer.flush();
  }

  @Override
  public void close() {
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the journal " + file, e);
    }
  }
}
