package dev.nightsweep.store.h2;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.store.RefusedLineException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the rows that a sweep's own journal decides. Changes return whether the row exists. */
final class SweepWriter {
  private final Statements statements;

  SweepWriter(Statements statements) {
    this.statements = statements;
  }

  /** Inserts the sweep with its arms and runs and returns its key. */
  int plan(Plan plan) throws SQLException {
    SweepHeader header = plan.header();
    int key = nextKey("SELECT MAX(sweep_key) FROM nightsweep.sweep");
    statements.update(
        """
        INSERT INTO nightsweep.sweep(sweep_key, sweep_id, name, method, state, reason, created_at,
          looks, header, journal_position)
        VALUES (?, ?, ?, ?, ?, '', ?, 0, ?, 0)
        """,
        key,
        header.sweepId(),
        header.name(),
        header.method(),
        SweepState.PLANNED.name(),
        header.createdAt(),
        Json.write(header));
    insertRuns(key, plan.runs(), insertArms(key, plan.arms()));
    return key;
  }

  private Map<String, Integer> insertArms(int sweepKey, List<Arm> arms) throws SQLException {
    int next = nextKey("SELECT MAX(arm_key) FROM nightsweep.arm");
    Map<String, Integer> keys = new HashMap<>();
    for (Arm arm : arms) {
      int ordinal = keys.size() + 1;
      int key = next + keys.size();
      statements.update(
          """
          INSERT INTO nightsweep.arm(arm_key, sweep_key, ordinal, arm_id, label, levels, settings)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
          key,
          sweepKey,
          ordinal,
          arm.armId(),
          arm.label(),
          Json.write(arm.levels()),
          Json.write(arm.settings()));
      for (Map.Entry<String, Setting> setting : arm.settings().byName().entrySet()) {
        statements.update(
            "INSERT INTO nightsweep.arm_parameter(arm_key, name, setting) VALUES (?, ?, ?)",
            key,
            setting.getKey(),
            setting.getValue().text());
      }
      keys.put(arm.armId(), key);
    }
    return keys;
  }

  private void insertRuns(int sweepKey, List<PlannedRun> runs, Map<String, Integer> armKeys)
      throws SQLException {
    int key = nextRunKey();
    int ordinal = 1;
    for (PlannedRun run : runs) {
      Integer armKey = armKeys.get(run.armId());
      if (armKey == null) {
        throw new RefusedLineException(
            "The plan's run %s is of an arm (%s) that the plan does not have."
                .formatted(run.runId(), run.armId()));
      }
      statements.update(
          """
          INSERT INTO nightsweep.run(run_key, sweep_key, arm_key, ordinal, run_id, phase, seed,
            identity, state, attempts, last_epoch, journal_position)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)
          """,
          key++,
          sweepKey,
          armKey,
          ordinal++,
          run.runId(),
          run.phase().name(),
          run.seed(),
          run.identity(),
          RunState.PENDING.name());
    }
  }

  /** Keys are given out by the one writer, so the next one is free. */
  private int nextKey(String greatest) throws SQLException {
    return statements.list(row -> row.getInt(1), greatest).get(0) + 1;
  }

  /** No key under which a deleted run's epochs may still be there. */
  private int nextRunKey() throws SQLException {
    return Math.max(
        nextKey("SELECT MAX(run_key) FROM nightsweep.run"),
        nextKey("SELECT MAX(last_run_key) FROM nightsweep.deleted_runs"));
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

  boolean look(int sweepKey, long seq, Entry.LookTaken taken) throws SQLException {
    statements.update(
        """
        INSERT INTO nightsweep.look(sweep_key, journal_line, look, interim, taken_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        sweepKey,
        seq,
        taken.look(),
        taken.interim(),
        taken.at());
    int ordinal = 1;
    for (ContrastResult result : taken.results()) {
      insertContrast(sweepKey, seq, ordinal++, result);
    }
    return statements.update(
            "UPDATE nightsweep.sweep SET looks = looks + 1 WHERE sweep_key = ?", sweepKey)
        == 1;
  }

  private void insertContrast(int sweepKey, long seq, int ordinal, ContrastResult result)
      throws SQLException {
    statements.update(
        """
        INSERT INTO nightsweep.contrast(sweep_key, journal_line, ordinal, factor, level, baseline,
          metric, pairs, mean_difference, ci_low, ci_high, p_value, p_t, p_holm, p_equivalence,
          verdict, look)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
        result.look());
  }

  private static Double number(double reading) {
    return Double.isNaN(reading) ? null : Double.valueOf(reading);
  }
}
