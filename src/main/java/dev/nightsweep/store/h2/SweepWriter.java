package dev.nightsweep.store.h2;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.TriedOdds;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes the rows that a sweep's own journal decides. Changes return whether the row exists. */
final class SweepWriter {
  private final Statements statements;

  SweepWriter(Statements statements) {
    this.statements = statements;
  }

  boolean reuse(int sweepKey, Entry.RunReused reused) throws SQLException {
    return statements.update(
            """
            UPDATE nightsweep.run SET state = ?, reused_from = ?, ended_at = ?
            WHERE run_id = ? AND sweep_key = ?
            """,
            RunState.COMPLETED.name(),
            reused.fromRunId(),
            reused.at(),
            reused.runId(),
            sweepKey)
        == 1;
  }

  boolean change(int sweepKey, Entry.SweepChanged changed) throws SQLException {
    boolean ended = changed.state() != SweepState.RUNNING && changed.state() != SweepState.PLANNED;
    return statements.update(
            "UPDATE nightsweep.sweep SET state = ?, reason = ?, ended_at = ? WHERE sweep_key = ?",
            changed.state().name(),
            changed.reason(),
            ended ? changed.at() : null,
            sweepKey)
        == 1;
  }

  boolean startAttempt(int sweepKey, long seq, Entry.AttemptStarted started) throws SQLException {
    int added =
        statements.update(
            """
            MERGE INTO nightsweep.attempt(run_key, attempt, journal_line, state, cause, worker,
              started_at, ended_at, log_tail)
            KEY (run_key, attempt)
            SELECT run_key, ?, ?, ?, '', ?, ?, NULL, '[]' FROM nightsweep.run
            WHERE run_id = ? AND sweep_key = ?
            """,
            started.attempt(),
            seq,
            AttemptState.RUNNING.name(),
            started.worker(),
            started.at(),
            started.runId(),
            sweepKey);
    statements.update(
        """
        UPDATE nightsweep.run r SET state = ?, started_at = COALESCE(started_at, ?),
          ended_at = NULL,
          attempts = (SELECT COUNT(*) FROM nightsweep.attempt a WHERE a.run_key = r.run_key)
        WHERE run_id = ? AND sweep_key = ?
        """,
        RunState.RUNNING.name(),
        started.at(),
        started.runId(),
        sweepKey);
    statements.update(
        """
        UPDATE nightsweep.sweep SET started_at = ? WHERE sweep_key = ? AND started_at IS NULL
        """,
        started.at(),
        sweepKey);
    return added == 1;
  }

  boolean stopRuns(int sweepKey, Entry.RunsStopped stopped) throws SQLException {
    int changed = 0;
    for (String runId : stopped.runIds()) {
      changed +=
          statements.update(
              "UPDATE nightsweep.run SET state = ?, ended_at = ? WHERE run_id = ? AND sweep_key = ?",
              RunState.STOPPED_EARLY.name(),
              stopped.at(),
              runId,
              sweepKey);
    }
    return changed == stopped.runIds().size();
  }

  boolean endAttempt(int sweepKey, Entry.AttemptEnded ended) throws SQLException {
    int changed =
        statements.update(
            """
            UPDATE nightsweep.attempt SET state = ?, cause = ?, ended_at = ?, log_tail = ?
            WHERE attempt = ? AND run_key =
              (SELECT run_key FROM nightsweep.run WHERE run_id = ? AND sweep_key = ?)
            """,
            ended.state().name(),
            ended.cause(),
            ended.at(),
            Json.write(ended.logTail()),
            ended.attempt(),
            ended.runId(),
            sweepKey);
    Instant runEnded = ended.runState().isFinished() ? ended.at() : null;
    statements.update(
        "UPDATE nightsweep.run SET state = ?, ended_at = ? WHERE run_id = ? AND sweep_key = ?",
        ended.runState().name(),
        runEnded,
        ended.runId(),
        sweepKey);
    return changed == 1;
  }

  boolean note(int sweepKey, long seq, Entry.Noted noted) throws SQLException {
    return statements.update(
            """
            INSERT INTO nightsweep.note(sweep_key, journal_line, level, kind, run_id, message,
              noted_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            sweepKey,
            seq,
            noted.level(),
            noted.kind(),
            noted.runId().orElse(null),
            noted.message(),
            noted.at())
        == 1;
  }

  /** The first lock stands. */
  boolean lock(int sweepKey, Entry.AnalysisLocked locked) throws SQLException {
    statements.update(
        """
        UPDATE nightsweep.sweep SET locked_at = ?, lock_hash = ?, analysis_lock = ?
        WHERE sweep_key = ? AND locked_at IS NULL
        """,
        locked.at(),
        locked.sha256(),
        Json.write(locked),
        sweepKey);
    return true;
  }

  boolean look(int sweepKey, long seq, Entry.LookTaken taken) throws SQLException {
    statements.update(
        """
        INSERT INTO nightsweep.look(sweep_key, journal_line, look, interim, taken_at, said)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        sweepKey,
        seq,
        taken.look(),
        taken.interim(),
        taken.at(),
        Json.write(taken.said()));
    int ordinal = 1;
    for (ContrastResult result : taken.results()) {
      insertContrast(sweepKey, seq, ordinal++, result);
    }
    neverLearned(sweepKey, seq, taken.neverLearned());
    choices(sweepKey, taken.choices().orElse(List.of()));
    return statements.update(
            "UPDATE nightsweep.sweep SET looks = looks + 1 WHERE sweep_key = ?", sweepKey)
        == 1;
  }

  /** Of the choice that holds. */
  private void choices(int sweepKey, List<TriedOdds> odds) throws SQLException {
    for (TriedOdds of : odds) {
      statements.update(
          """
          UPDATE nightsweep.candidate SET prob_better = ?, expected_regret = ?
          WHERE sweep_key = ? AND candidate = ?
            AND arm_key = (SELECT arm_key FROM nightsweep.arm WHERE sweep_key = ? AND arm_id = ?)
            AND journal_line =
              (SELECT MAX(journal_line) FROM nightsweep.candidate WHERE sweep_key = ?)
          """,
          number(of.probBetter()),
          number(of.expectedRegret()),
          sweepKey,
          of.candidate(),
          sweepKey,
          of.armId(),
          sweepKey);
    }
  }

  private void neverLearned(int sweepKey, long seq, Optional<List<String>> told)
      throws SQLException {
    if (told.isEmpty()) {
      statements.update(
          """
          UPDATE nightsweep.run SET never_learned = NULL
          WHERE sweep_key = ? AND never_learned IS NOT NULL
          """,
          sweepKey);
      return;
    }
    statements.update(
        "UPDATE nightsweep.run SET never_learned = FALSE WHERE sweep_key = ?", sweepKey);
    for (String runId : told.get()) {
      statements.update(
          "UPDATE nightsweep.run SET never_learned = TRUE WHERE run_id = ? AND sweep_key = ?",
          runId,
          sweepKey);
    }
    statements.update(
        """
        UPDATE nightsweep.contrast c SET
          level_never_learned = (SELECT COUNT(*) FROM nightsweep.stuck_side s
            WHERE s.sweep_key = c.sweep_key AND s.factor = c.factor AND s.level = c.level
              AND s.baseline = c.baseline AND s.at_level),
          baseline_never_learned = (SELECT COUNT(*) FROM nightsweep.stuck_side s
            WHERE s.sweep_key = c.sweep_key AND s.factor = c.factor AND s.level = c.level
              AND s.baseline = c.baseline AND NOT s.at_level)
        WHERE c.sweep_key = ? AND c.journal_line = ?
        """,
        sweepKey,
        seq);
  }

  private void insertContrast(int sweepKey, long seq, int ordinal, ContrastResult result)
      throws SQLException {
    statements.update(
        """
        INSERT INTO nightsweep.contrast(sweep_key, journal_line, ordinal, factor, level, baseline,
          metric, pairs, mean_difference, ci_low, ci_high, p_value, p_t, p_holm, p_equivalence,
          verdict, look, p_equivalence_holm, found_at, estimate_looks, ci_low_looks, ci_high_looks,
          crossed_images, by_level, prob_worse, prob_equivalent, prob_better, p_failures)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        sweepKey,
        seq,
        ordinal,
        result.factor(),
        result.level(),
        result.baseline(),
        result.metric(),
        result.pairs(),
        number(result.meanDifference()),
        number(result.ciLow()),
        number(result.ciHigh()),
        number(result.pValue()),
        number(result.pT()),
        number(result.pHolm()),
        number(result.pEquivalence()),
        result.verdict().text(),
        result.look(),
        number(result.pEquivalenceHolm()),
        result.foundAt().orElse(null),
        number(result.overLooks().estimate()),
        number(result.overLooks().low()),
        number(result.overLooks().high()),
        result.images().orElse(null),
        result.byLevel().orElse(null),
        number(result.posterior().worse()),
        number(result.posterior().equivalent()),
        number(result.posterior().better()),
        result.pFailures().orElse(null));
  }

  private static Double number(double reading) {
    return Double.isNaN(reading) ? null : Double.valueOf(reading);
  }
}
