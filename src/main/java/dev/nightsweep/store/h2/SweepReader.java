package dev.nightsweep.store.h2;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads sweeps within one transaction of the caller's. */
final class SweepReader {
  private final Statements statements;

  SweepReader(Statements statements) {
    this.statements = statements;
  }

  List<SweepRecord> sweeps() throws SQLException {
    List<String> ids =
        statements.list(
            row -> row.getString(1),
            "SELECT sweep_id FROM nightsweep.sweep ORDER BY created_at DESC, sweep_id");
    List<SweepRecord> sweeps = new ArrayList<>();
    for (String id : ids) {
      sweep(id).ifPresent(sweeps::add);
    }
    return sweeps;
  }

  Optional<SweepRecord> sweep(String sweepId) throws SQLException {
    List<Arm> arms = arms(sweepId);
    Map<RunState, Integer> runs = runCounts(sweepId);
    return statements.first(
        row ->
            new SweepRecord(
                Columns.json(row, "header", SweepHeader.class),
                Columns.word(row, "state", SweepState.class),
                arms,
                runs,
                Columns.instant(row, "started_at"),
                Columns.instant(row, "ended_at"),
                row.getInt("looks"),
                Columns.instant(row, "looked_at")),
        """
        SELECT header, state, started_at, ended_at, looks,
          (SELECT MAX(l.taken_at) FROM nightsweep.look l WHERE l.sweep_key = s.sweep_key) looked_at
        FROM nightsweep.sweep s WHERE sweep_id = ?
        """,
        sweepId);
  }

  Optional<SweepState> state(String sweepId) throws SQLException {
    return statements.first(
        row -> Columns.word(row, "state", SweepState.class),
        "SELECT state FROM nightsweep.sweep WHERE sweep_id = ?",
        sweepId);
  }

  private List<Arm> arms(String sweepId) throws SQLException {
    return statements.list(
        row ->
            new Arm(
                row.getString("arm_id"),
                row.getString("label"),
                Columns.json(row, "levels", Settings.class),
                Columns.json(row, "settings", Settings.class)),
        """
        SELECT a.arm_id, a.label, a.levels, a.settings
        FROM nightsweep.arm a JOIN nightsweep.sweep s ON s.sweep_key = a.sweep_key
        WHERE s.sweep_id = ? AND NOT a.removed ORDER BY a.ordinal
        """,
        sweepId);
  }

  private Map<RunState, Integer> runCounts(String sweepId) throws SQLException {
    Map<RunState, Integer> counts = new EnumMap<>(RunState.class);
    statements.forEach(
        row -> counts.put(Columns.word(row, "state", RunState.class), row.getInt(2)),
        """
        SELECT r.state, COUNT(*)
        FROM nightsweep.run r JOIN nightsweep.sweep s ON s.sweep_key = r.sweep_key
        WHERE s.sweep_id = ? AND r.removed = FALSE GROUP BY r.state
        """,
        sweepId);
    return counts;
  }

  List<String> idsStartingWith(String prefix) throws SQLException {
    List<String> ids = new ArrayList<>();
    // A range, as the index is ordered by the whole id; no id holds the last character there is.
    for (String sql :
        List.of(
            "SELECT sweep_id FROM nightsweep.sweep WHERE sweep_id BETWEEN ? AND ? ORDER BY"
                + " sweep_id",
            "SELECT run_id FROM nightsweep.run WHERE run_id BETWEEN ? AND ? ORDER BY run_id")) {
      ids.addAll(statements.list(row -> row.getString(1), sql, prefix, prefix + '\uffff'));
    }
    return ids;
  }

  List<ContrastResult> contrasts(String sweepId) throws SQLException {
    return contrasts(
        """
        AND c.journal_line =
          (SELECT MAX(l.journal_line) FROM nightsweep.look l WHERE l.sweep_key = s.sweep_key)
        """,
        sweepId);
  }

  List<String> said(String sweepId) throws SQLException {
    return statements
        .first(
            row -> List.of(Columns.json(row, "said", String[].class)),
            """
            SELECT l.said FROM nightsweep.look l
            JOIN nightsweep.sweep s ON s.sweep_key = l.sweep_key
            WHERE s.sweep_id = ? ORDER BY l.journal_line DESC FETCH FIRST ROW ONLY
            """,
            sweepId)
        .orElse(List.of());
  }

  Optional<Entry.AnalysisLocked> lock(String sweepId) throws SQLException {
    return statements.first(
        row -> Columns.json(row, "analysis_lock", Entry.AnalysisLocked.class),
        """
        SELECT analysis_lock FROM nightsweep.sweep
        WHERE sweep_id = ? AND locked_at IS NOT NULL
        """,
        sweepId);
  }

  Map<String, Integer> repeated(String sweepId) throws SQLException {
    Map<String, Integer> repeated = new TreeMap<>();
    statements
        .list(
            row -> Map.entry(row.getString(1), row.getInt(2)),
            """
            SELECT o.sweep_id, COUNT(DISTINCT r.run_key)
            FROM nightsweep.sweep s JOIN nightsweep.run r ON r.sweep_key = s.sweep_key
            JOIN nightsweep.run e ON e.identity = r.identity AND e.sweep_key <> r.sweep_key
            JOIN nightsweep.sweep o ON o.sweep_key = e.sweep_key
            WHERE s.sweep_id = ? AND r.removed = FALSE
              AND r.phase = 'COMPARISON' AND e.phase = 'COMPARISON'
              AND r.state IN ('COMPLETED', 'DIVERGED') AND e.state IN ('COMPLETED', 'DIVERGED')
              AND EXISTS (SELECT 1 FROM nightsweep.look l
                JOIN nightsweep.contrast c
                  ON c.sweep_key = l.sweep_key AND c.journal_line = l.journal_line
                WHERE l.sweep_key = o.sweep_key AND c.verdict <> ?
                  AND l.taken_at < s.created_at)
            GROUP BY o.sweep_id
            """,
            sweepId,
            Verdict.NO_VERDICT.text())
        .forEach(count -> repeated.put(count.getKey(), count.getValue()));
    return repeated;
  }

  List<ContrastResult> looks(String sweepId) throws SQLException {
    return contrasts("", sweepId);
  }

  private List<ContrastResult> contrasts(String which, String sweepId) throws SQLException {
    Map<String, Verdict> verdicts = new HashMap<>();
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict.text(), verdict);
    }
    return statements.list(
        row -> contrast(row, verdicts.get(row.getString("verdict"))),
        """
        SELECT c.* FROM nightsweep.contrast c
        JOIN nightsweep.sweep s ON s.sweep_key = c.sweep_key
        WHERE s.sweep_id = ? %s ORDER BY c.journal_line, c.ordinal
        """
            .formatted(which),
        sweepId);
  }

  private static ContrastResult contrast(ResultSet row, Verdict verdict) throws SQLException {
    return new ContrastResult(
        new ContrastResult.Levels(
            row.getString("factor"), row.getString("level"), row.getString("baseline")),
        row.getString("metric"),
        row.getInt("pairs"),
        new ContrastResult.Difference(
            Columns.number(row, "mean_difference"),
            Columns.number(row, "ci_low"),
            Columns.number(row, "ci_high"),
            new ContrastResult.Reach(
                row.getInt("crossed_images"),
                Optional.ofNullable(row.getString("by_level")).orElse(""))),
        new ContrastResult.PValues(
            Columns.number(row, "p_value"),
            Columns.number(row, "p_t"),
            Columns.number(row, "p_holm"),
            Columns.number(row, "p_equivalence"),
            Columns.number(row, "p_equivalence_holm"),
            Columns.number(row, "p_failures"),
            new ContrastResult.Posterior(
                Columns.number(row, "prob_worse"),
                Columns.number(row, "prob_equivalent"),
                Columns.number(row, "prob_better"))),
        verdict,
        row.getInt("look"),
        new ContrastResult.OverLooks(
            row.getInt("found_at"),
            Columns.number(row, "estimate_looks"),
            Columns.number(row, "ci_low_looks"),
            Columns.number(row, "ci_high_looks")));
  }

  List<Entry.Noted> notes(String sweepId) throws SQLException {
    return statements.list(
        row ->
            new Entry.Noted(
                row.getString("level"),
                row.getString("kind"),
                Optional.ofNullable(row.getString("run_id")),
                row.getString("message"),
                Columns.instant(row, "noted_at").orElseThrow()),
        """
        SELECT n.level, n.kind, n.run_id, n.message, n.noted_at
        FROM nightsweep.note n JOIN nightsweep.sweep s ON s.sweep_key = n.sweep_key
        WHERE s.sweep_id = ? ORDER BY n.journal_line
        """,
        sweepId);
  }
}
