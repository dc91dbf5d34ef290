package dev.nightsweep.store.h2;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.store.RefusedLineException;
import dev.nightsweep.store.StoreException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Journal lines on their way into the tables, within one transaction of the caller's.
 *
 * <p>What the rows become must not depend on how the lines of different journals are interleaved:
 * therefore the rows that a sweep's journal decides (states, attempts, notes, looks) and those that
 * a run's journal decides (readings, environments, results) are never the same columns.
 */
final class IndexBatch {
  private final Statements statements;
  private final PlanWriter plans;
  private final SweepWriter sweeps;
  private final RunWriter runs;
  private final ReadingWriter readings;
  private final Map<JournalName, JournalPlace> places = new HashMap<>();

  IndexBatch(Statements statements) {
    this.statements = statements;
    this.plans = new PlanWriter(statements);
    this.sweeps = new SweepWriter(statements);
    this.readings = new ReadingWriter(statements);
    this.runs = new RunWriter(statements, readings);
  }

  /** Applies them; a line that cannot be is refused, whoever wrote it. */
  void apply(List<JournalLine> lines) throws SQLException {
    for (JournalLine line : lines) {
      fitting(() -> apply(line), () -> describe(line));
    }
    fitting(readings::flush, () -> describe(lines.get(0)) + " or one behind it");
    for (Map.Entry<JournalName, JournalPlace> entry : places.entrySet()) {
      savePosition(entry.getKey(), entry.getValue());
    }
  }

  private interface Work {
    void run() throws SQLException;
  }

  /** A line may tell of anything: what its entries cannot be is no failure of the database. */
  private static void fitting(Work work, Supplier<String> what) throws SQLException {
    try {
      work.run();
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new RefusedLineException("%s cannot be used: %s.".formatted(what.get(), e));
    } catch (SQLException e) {
      if (!H2Errors.isOfContent(e)) {
        throw e;
      }
      throw new RefusedLineException(
          "%s does not fit: %s.".formatted(what.get(), H2Errors.text(e)));
    }
  }

  private void apply(JournalLine line) throws SQLException {
    if (line.entry() instanceof Entry.SweepPlanned planned) {
      plan(line, planned);
    } else {
      applyToKnown(line);
    }
  }

  private void plan(JournalLine line, Entry.SweepPlanned planned) throws SQLException {
    JournalName journal = line.journal();
    String sweepId = planned.plan().header().sweepId();
    if (!journal.equals(JournalName.ofSweep(sweepId))) {
      throw misplaced(line);
    }
    Optional<JournalPlace> known = find(journal);
    if (known.isEmpty()) {
      refuseIfWrong(line);
      places.put(journal, new JournalPlace(plans.plan(planned.plan()), line.seq(), 0));
    } else if (line.seq() > known.get().position) {
      throw new RefusedLineException(describe(line) + " plans a sweep that is planned already.");
    }
  }

  private void applyToKnown(JournalLine line) throws SQLException {
    JournalPlace place = find(line.journal()).orElseThrow(() -> unknown(line));
    if (line.seq() <= place.position) {
      return;
    }
    boolean ofRun = line.entry() instanceof Entry.OfRun;
    if (ofRun != line.journal().runId().isPresent()) {
      throw misplaced(line);
    }
    refuseIfWrong(line);
    refuse(line, readings.wrongWith(place, line.entry()));
    if (!write(place, line.seq(), line.entry())) {
      throw new RefusedLineException(
          describe(line) + " speaks of a run or an attempt that the sweep's journal never began.");
    }
    place.position = line.seq();
  }

  private static void refuseIfWrong(JournalLine line) {
    refuse(line, LineCheck.wrongWith(line));
  }

  private static void refuse(JournalLine line, Optional<String> wrong) {
    if (wrong.isPresent()) {
      throw new RefusedLineException(
          "%s cannot be used: %s.".formatted(describe(line), wrong.get()));
    }
  }

  /** Whether the rows that the entry is about exist. */
  private boolean write(JournalPlace place, long seq, Entry entry) throws SQLException {
    if (entry instanceof Entry.SweepChanged changed) {
      return sweeps.change(place.key, changed);
    } else if (entry instanceof Entry.SweepReplanned replanned) {
      return plans.replan(place.key, replanned.plan());
    } else if (entry instanceof Entry.TrialsAdded added) {
      return plans.add(place.key, added);
    } else if (entry instanceof Entry.CandidatesChosen chosen) {
      return plans.choose(place.key, seq, chosen.plan());
    } else if (entry instanceof Entry.RunReused reused) {
      return sweeps.reuse(place.key, reused);
    } else if (entry instanceof Entry.AttemptStarted started) {
      return sweeps.startAttempt(place.key, seq, started);
    } else if (entry instanceof Entry.AttemptEnded ended) {
      return sweeps.endAttempt(place.key, ended);
    } else if (entry instanceof Entry.RunsStopped stopped) {
      return sweeps.stopRuns(place.key, stopped);
    } else if (entry instanceof Entry.TrialDecided) {
      return true; // what follows from it has lines of its own; who goes on reads the journal
    } else if (entry instanceof Entry.Noted noted) {
      return sweeps.note(place.key, seq, noted);
    } else if (entry instanceof Entry.AnalysisLocked locked) {
      return sweeps.lock(place.key, locked);
    } else if (entry instanceof Entry.LookTaken taken) {
      return sweeps.look(place.key, seq, taken);
    } else if (entry instanceof Entry.RunStarted started) {
      return runs.start(place, started);
    } else if (entry instanceof Entry.EpochFinished finished) {
      return runs.finishEpoch(place, finished);
    } else if (entry instanceof Entry.RunEnded ended) {
      return runs.end(place, ended);
    }
    throw new AssertionError("no rows for " + entry.getClass());
  }

  private Optional<JournalPlace> find(JournalName journal) throws SQLException {
    JournalPlace place = places.get(journal);
    if (place == null) {
      place = JournalPlace.load(statements, journal).orElse(null);
      if (place != null) {
        places.put(journal, place);
      }
    }
    return Optional.ofNullable(place);
  }

  private void savePosition(JournalName journal, JournalPlace place) throws SQLException {
    if (journal.runId().isEmpty()) {
      statements.update(
          "UPDATE nightsweep.sweep SET journal_position = ? WHERE sweep_key = ?",
          place.position,
          place.key);
    } else {
      statements.update(
          "UPDATE nightsweep.run SET journal_position = ?, last_epoch = ? WHERE run_key = ?",
          place.position,
          place.lastEpoch,
          place.key);
    }
  }

  private static RefusedLineException unknown(JournalLine line) {
    return new RefusedLineException(
        describe(line)
            + " belongs to a sweep or run that the database does not know:"
            + " the sweep's plan must be indexed first.");
  }

  private static RefusedLineException misplaced(JournalLine line) {
    return new RefusedLineException(
        "%s holds a %s, which belongs into another journal."
            .formatted(describe(line), line.entry().getClass().getSimpleName()));
  }

  private static String describe(JournalLine line) {
    JournalName journal = line.journal();
    String whose =
        journal.runId().map(run -> "run " + run).orElseGet(() -> "sweep " + journal.sweepId());
    return "Line %d of the journal of %s".formatted(line.seq(), whose);
  }
}
