package dev.nightsweep.schedule;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepLock;
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
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Ends in a sweep's journal what its process left when it died. */
record LostAttempts(Store store, ResultsFolder results, InstantSource clock) {
  private static final String SUDDENLY = "the process that ran it ended suddenly";

  /** Writes it down for whoever has the sweep's lock: nobody else may say so. */
  void declare(SweepRecord sweep, SweepLock lock) {
    SearchJournal searched = SearchJournal.of(results, sweep.sweepId());
    try (StoreWriter writer = new StoreWriter(store);
        SweepLog log = SweepLog.open(results, sweep.sweepId(), writer, lock)) {
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
