package dev.nightsweep.schedule;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.TrialAction;
import dev.nightsweep.store.JournalReplay;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What has to be done when a database is opened that an owner may have left by dying: end deletions
 * that were cut short, index what stands in the journals and not in the store, and write down that
 * what was running no longer is.
 */
public final class CatchUp {
  private static final String SUDDENLY = "the process that ran it ended suddenly";

  private final Store store;
  private final ResultsFolder results;
  private final InstantSource clock;

  public CatchUp(Store store, ResultsFolder results, InstantSource clock) {
    this.store = store;
    this.results = results;
    this.clock = clock;
  }

  /**
   * Brings the store up to its journals. Only the process that has the database may call it.
   *
   * @return the ids of the sweeps whose deletion it has ended
   */
  public List<String> run() {
    List<String> deleted = new Deletion(store, results).finish();
    try {
      results.sweepIds().forEach(this::catchUp);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journals in " + results.root(), e);
    }
    return deleted;
  }

  private void catchUp(String sweepId) {
    Optional<SweepState> state = store.state(sweepId);
    try {
      if (state.isEmpty() || isOpen(state.get()) || isBehind(sweepId)) {
        indexTail(sweepId);
        store.sweep(sweepId).filter(s -> isOpen(s.state())).ifPresent(this::declareLost);
      }
    } catch (IOException e) {
      // A file that cannot be read is what `verify` tells of; other sweeps need not wait for it.
    }
  }

  /** A session may have begun in the journal only, when its owner died before the store heard. */
  private boolean isBehind(String sweepId) throws IOException {
    JournalName name = JournalName.ofSweep(sweepId);
    return Journal.lastSeq(name, results.journal(name)) > store.position(name);
  }

  private static boolean isOpen(SweepState state) {
    return state == SweepState.RUNNING || state == SweepState.PAUSED;
  }

  private void indexTail(String sweepId) throws IOException {
    index(JournalName.ofSweep(sweepId));
    for (RunRecord run : store.runs(sweepId)) {
      index(JournalName.ofRun(sweepId, run.runId()));
    }
  }

  private void index(JournalName name) throws IOException {
    long known = store.position(name);
    List<JournalLine> lines =
        Journal.read(name, results.journal(name)).lines().stream()
            .filter(line -> line.seq() > known)
            .toList();
    if (!lines.isEmpty()) {
      Journal.sync(results.journal(name)); // who wrote them may have died before
      // A line that is refused stands behind damage, which only verifying tells of: the rest
      // counts.
      JournalReplay.index(store, lines);
    }
  }

  private void declareLost(SweepRecord sweep) {
    SearchJournal searched = SearchJournal.of(results, sweep.sweepId());
    try (StoreWriter writer = new StoreWriter(store);
        SweepLog log = SweepLog.open(results, sweep.sweepId(), writer)) {
      store.runs(sweep.sweepId()).stream()
          .filter(run -> run.state() == RunState.RUNNING)
          .forEach(run -> log.record(ended(run, searched)));
      log.flush();
      boolean finished = store.sweep(sweep.sweepId()).orElseThrow().isFinished();
      log.record(
          new Entry.SweepChanged(
              finished ? SweepState.COMPLETED : SweepState.STOPPED, SUDDENLY, clock.instant()));
    }
  }

  /**
   * What was decided of a trial stands. What its worker journaled as its result counts, though
   * nobody was there to hear of it.
   */
  private Entry.AttemptEnded ended(RunRecord run, SearchJournal searched) {
    Optional<Outcome> outcome = outcome(run);
    Optional<Entry.TrialDecided> decided = searched.last(run.runId());
    if (decided.filter(d -> d.action() == TrialAction.STOP).isPresent()) {
      String reason = decided.get().reason();
      return ended(run, AttemptState.STOPPED_EARLY, RunState.STOPPED_EARLY, reason);
    } else if (outcome.orElse(null) instanceof Outcome.Completed) {
      return ended(run, AttemptState.COMPLETED, RunState.COMPLETED, "");
    } else if (outcome.orElse(null) instanceof Outcome.Diverged diverged) {
      return ended(run, AttemptState.DIVERGED, RunState.DIVERGED, diverged.cause());
    }
    return decided
        .map(d -> ended(run, AttemptState.PAUSED, RunState.PAUSED, d.reason()))
        .orElseGet(() -> ended(run, AttemptState.LOST, RunState.PENDING, SUDDENLY));
  }

  private Entry.AttemptEnded ended(
      RunRecord run, AttemptState state, RunState runState, String cause) {
    return new Entry.AttemptEnded(
        run.runId(), run.attempts(), state, runState, cause, List.of(), clock.instant());
  }

  private Optional<Outcome> outcome(RunRecord run) {
    JournalName name = JournalName.ofRun(run.sweepId(), run.runId());
    try {
      return Journal.read(name, results.journal(name)).lines().stream()
          .map(JournalLine::entry)
          .filter(e -> e instanceof Entry.RunEnded end && end.attempt() == run.attempts())
          .map(e -> ((Entry.RunEnded) e).outcome())
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journal " + results.journal(name), e);
    }
  }
}
