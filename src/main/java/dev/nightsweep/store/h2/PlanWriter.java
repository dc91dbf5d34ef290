package dev.nightsweep.store.h2;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.store.RefusedLineException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a sweep with its arms and runs as a plan has them, at first and when it has changed. */
final class PlanWriter {
  private final Statements statements;

  PlanWriter(Statements statements) {
    this.statements = statements;
  }

  /** Inserts the sweep with its arms and runs and returns its key. */
  int plan(Plan plan) throws SQLException {
    SweepHeader header = plan.header();
    int key = nextKey("SELECT MAX(sweep_key) FROM nightsweep.sweep");
    statements.update(
        """
        INSERT INTO nightsweep.sweep(sweep_key, sweep_id, name, method, state, reason, created_at,
          looks, post_hoc, header, journal_position)
        VALUES (?, ?, ?, ?, ?, '', ?, 0, ?, ?, 0)
        """,
        key,
        header.sweepId(),
        header.name(),
        header.method().text(),
        SweepState.PLANNED.name(),
        header.createdAt(),
        postHoc(header),
        Json.write(header));
    write(key, plan);
    return key;
  }

  /** Makes the sweep's arms and runs those of the plan; what it does not have is marked removed. */
  boolean replan(int sweepKey, Plan plan) throws SQLException {
    statements.update(
        "UPDATE nightsweep.sweep SET method = ?, post_hoc = ?, header = ? WHERE sweep_key = ?",
        plan.header().method().text(),
        postHoc(plan.header()),
        Json.write(plan.header()),
        sweepKey);
    statements.update("UPDATE nightsweep.arm SET removed = TRUE WHERE sweep_key = ?", sweepKey);
    statements.update("UPDATE nightsweep.run SET removed = TRUE WHERE sweep_key = ?", sweepKey);
    write(sweepKey, plan);
    return true;
  }

  private static String postHoc(SweepHeader header) {
    return header.isPostHoc() ? String.join("; ", header.postHoc()) : null;
  }

  /** The same for a plan that holds what was chosen, which is kept as of that line. */
  boolean choose(int sweepKey, long seq, Plan plan) throws SQLException {
    replan(sweepKey, plan);
    Map<String, Integer> armKeys = keys("arm", sweepKey);
    for (Tuning.Choice choice : plan.header().tuning().map(Tuning::choices).orElse(List.of())) {
      int ordinal = 1;
      for (Tuning.Candidate candidate : choice.candidates()) {
        statements.update(
            """
            INSERT INTO nightsweep.candidate(sweep_key, journal_line, arm_key, ordinal, candidate,
              mean, runs, lost, chosen)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            sweepKey,
            seq,
            armKeys.get(choice.armId()),
            ordinal++,
            candidate.settings().toString(),
            Double.isNaN(candidate.mean()) ? null : Double.valueOf(candidate.mean()),
            candidate.runs(),
            candidate.lost(),
            candidate.settings().equals(choice.settings()));
      }
    }
    return true;
  }

  /** Puts further arms and runs behind those that the sweep has. */
  boolean add(int sweepKey, Entry.TrialsAdded added) throws SQLException {
    Map<String, Integer> arms = new HashMap<>();
    for (Arm arm : added.arms()) {
      key("arm", arm.armId(), sweepKey).ifPresent(key -> arms.put(arm.armId(), key));
    }
    Map<String, Integer> runs = new HashMap<>();
    for (PlannedRun run : added.runs()) {
      key("run", run.runId(), sweepKey).ifPresent(key -> runs.put(run.runId(), key));
    }
    writeArms(sweepKey, added.arms(), arms, lastOrdinal("arm", sweepKey));
    writeRuns(sweepKey, added.runs(), new Keys(arms, runs), lastOrdinal("run", sweepKey));
    return true;
  }

  private Optional<Integer> key(String table, String id, int sweepKey) throws SQLException {
    return statements.first(
        row -> row.getInt(1),
        "SELECT %1$s_key FROM nightsweep.%1$s WHERE %1$s_id = ? AND sweep_key = ?".formatted(table),
        id,
        sweepKey);
  }

  private int lastOrdinal(String table, int sweepKey) throws SQLException {
    String sql = "SELECT MAX(ordinal) FROM nightsweep.%s WHERE sweep_key = ? AND removed = FALSE";
    return statements.list(row -> row.getInt(1), sql.formatted(table), sweepKey).get(0);
  }

  /** The keys of arms and runs that are there already, by id. */
  private record Keys(Map<String, Integer> arms, Map<String, Integer> runs) {}

  private void write(int sweepKey, Plan plan) throws SQLException {
    Map<String, Integer> arms = keys("arm", sweepKey);
    writeArms(sweepKey, plan.arms(), arms, 0);
    writeContrasts(sweepKey, plan.header().contrasts());
    writeRuns(sweepKey, plan.runs(), new Keys(arms, keys("run", sweepKey)), 0);
  }

  /** Those after the {@code last} one. */
  private void writeRuns(int sweepKey, List<PlannedRun> runs, Keys keys, int last)
      throws SQLException {
    int next = nextRunKey();
    int ordinal = last;
    for (PlannedRun run : runs) {
      Integer armKey = keys.arms().get(run.armId());
      if (armKey == null) {
        throw new RefusedLineException(
            "The plan's run %s is of an arm (%s) that the plan does not have."
                .formatted(run.runId(), run.armId()));
      }
      Integer known = keys.runs().get(run.runId());
      ordinal++;
      if (known == null) {
        insert(run, next++, sweepKey, armKey, ordinal);
      } else {
        statements.update(
            "UPDATE nightsweep.run SET removed = FALSE, ordinal = ? WHERE run_key = ?",
            ordinal,
            known);
      }
    }
  }

  /** Likewise; puts the keys of new ones to the others. */
  private void writeArms(int sweepKey, List<Arm> arms, Map<String, Integer> keys, int last)
      throws SQLException {
    int next = nextKey("SELECT MAX(arm_key) FROM nightsweep.arm");
    int ordinal = last;
    for (Arm arm : arms) {
      Integer known = keys.get(arm.armId());
      ordinal++;
      if (known == null) {
        keys.put(arm.armId(), next);
        insert(arm, next++, sweepKey, ordinal);
      } else {
        statements.update(
            """
            UPDATE nightsweep.arm SET removed = FALSE, ordinal = ?, label = ?, levels = ?
            WHERE arm_key = ?
            """,
            ordinal,
            arm.label(),
            Json.write(arm.levels()),
            known);
      }
    }
  }

  private void writeContrasts(int sweepKey, List<Contrast> contrasts) throws SQLException {
    statements.update("DELETE FROM nightsweep.contrast_side WHERE sweep_key = ?", sweepKey);
    int place = 1;
    for (Contrast contrast : contrasts) {
      int cell = 1;
      for (Contrast.Cell arms : contrast.cells()) {
        insert(contrast, sweepKey, place, cell, arms.armId());
        insert(contrast, sweepKey, place, -cell, arms.baselineArmId());
        cell++;
      }
      place++;
    }
  }

  /** {@code cell}: from 1; negative for the baseline's arm of it. */
  private void insert(Contrast contrast, int sweepKey, int place, int cell, String armId)
      throws SQLException {
    statements.update(
        "INSERT INTO nightsweep.contrast_side VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        sweepKey,
        place,
        Math.abs(cell),
        cell > 0,
        contrast.factor(),
        contrast.level(),
        contrast.baseline(),
        contrast.cells().size(),
        armId);
  }

  private void insert(Arm arm, int key, int sweepKey, int ordinal) throws SQLException {
    statements.update(
        """
        INSERT INTO nightsweep.arm(arm_key, sweep_key, ordinal, arm_id, label, levels, settings,
          removed)
        VALUES (?, ?, ?, ?, ?, ?, ?, FALSE)
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
  }

  private void insert(PlannedRun run, int key, int sweepKey, int armKey, int ordinal)
      throws SQLException {
    statements.update(
        """
        INSERT INTO nightsweep.run(run_key, sweep_key, arm_key, ordinal, run_id, candidate, phase,
          seed, identity, removed, state, attempts, last_epoch, journal_position)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE, ?, 0, 0, 0)
        """,
        key,
        sweepKey,
        armKey,
        ordinal,
        run.runId(),
        Json.write(run.candidate()),
        run.phase().name(),
        run.seed(),
        run.identity(),
        RunState.PENDING.name());
    for (Map.Entry<String, Setting> setting : run.candidate().byName().entrySet()) {
      statements.update(
          "INSERT INTO nightsweep.candidate_parameter(run_key, name, setting) VALUES (?, ?, ?)",
          key,
          setting.getKey(),
          setting.getValue().text());
    }
  }

  /** The keys of the sweep's arms or runs by their ids. */
  private Map<String, Integer> keys(String table, int sweepKey) throws SQLException {
    Map<String, Integer> keys = new HashMap<>();
    statements.forEach(
        row -> keys.put(row.getString(1), row.getInt(2)),
        "SELECT %1$s_id, %1$s_key FROM nightsweep.%1$s WHERE sweep_key = ?".formatted(table),
        sweepKey);
    return keys;
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
}
