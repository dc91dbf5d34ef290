package dev.nightsweep.store.h2;

import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Table;
import dev.nightsweep.store.Contents;
import java.sql.Array;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads everything that a journal's lines became, every column of every table, within one
 * transaction of the caller's.
 */
final class ContentsReader {
  private static final Map<String, String> OF_SWEEP =
      Map.ofEntries(
          Map.entry(
              "sweep",
              """
              SELECT name, method, state, reason, created_at, started_at, ended_at, looks, locked_at,
                lock_hash, analysis_lock, post_hoc, header, journal_position
              FROM nightsweep.sweep WHERE sweep_key = ?
              """),
          Map.entry(
              "arm",
              """
              SELECT ordinal, arm_id, label, levels, settings
              FROM nightsweep.arm WHERE sweep_key = ? ORDER BY ordinal
              """),
          Map.entry(
              "arm_parameter",
              """
              SELECT a.arm_id, p.name, p.setting
              FROM nightsweep.arm a JOIN nightsweep.arm_parameter p ON p.arm_key = a.arm_key
              WHERE a.sweep_key = ? ORDER BY a.ordinal, p.name
              """),
          Map.entry(
              "run",
              """
              SELECT r.ordinal, r.run_id, a.arm_id, r.candidate, r.phase, r.seed, r.identity, r.reused_from,
                r.state, r.attempts, r.started_at, r.ended_at, r.never_learned
              FROM nightsweep.run r JOIN nightsweep.arm a ON a.arm_key = r.arm_key
              WHERE r.sweep_key = ? ORDER BY r.ordinal
              """),
          Map.entry(
              "candidate_parameter",
              """
              SELECT r.run_id, p.name, p.setting
              FROM nightsweep.run r JOIN nightsweep.candidate_parameter p ON p.run_key = r.run_key
              WHERE r.sweep_key = ? ORDER BY r.ordinal, r.run_id, p.name
              """),
          Map.entry(
              "candidate",
              """
              SELECT c.journal_line, a.arm_id, c.ordinal, c.candidate, c.mean, c.runs, c.lost,
                c.chosen, c.prob_better, c.expected_regret
              FROM nightsweep.candidate c JOIN nightsweep.arm a ON a.arm_key = c.arm_key
              WHERE c.sweep_key = ? ORDER BY c.journal_line, a.ordinal, a.arm_id, c.ordinal
              """),
          Map.entry(
              "attempt",
              """
              SELECT r.run_id, t.attempt, t.journal_line, t.state, t.cause, t.worker, t.started_at,
                t.ended_at, t.log_tail
              FROM nightsweep.run r JOIN nightsweep.attempt t ON t.run_key = r.run_key
              WHERE r.sweep_key = ? ORDER BY r.ordinal, t.attempt
              """),
          Map.entry(
              "note",
              """
              SELECT journal_line, level, kind, run_id, message, noted_at
              FROM nightsweep.note WHERE sweep_key = ? ORDER BY journal_line
              """),
          Map.entry(
              "look",
              """
              SELECT journal_line, look, interim, taken_at, said
              FROM nightsweep.look WHERE sweep_key = ? ORDER BY journal_line
              """),
          Map.entry(
              "contrast",
              """
              SELECT journal_line, ordinal, factor, level, baseline, metric, pairs,
                mean_difference, ci_low, ci_high, p_value, p_t, p_holm, p_equivalence, verdict, look,
                level_never_learned, baseline_never_learned,
               p_equivalence_holm, found_at, estimate_looks, ci_low_looks, ci_high_looks,
                crossed_images, by_level,
               prob_worse, prob_equivalent, prob_better, p_failures
              FROM nightsweep.contrast WHERE sweep_key = ? ORDER BY journal_line, ordinal
              """));

  private static final Map<String, String> OF_RUN =
      Map.ofEntries(
          Map.entry(
              "run",
              """
              SELECT last_epoch, parameter_hash, journal_position
              FROM nightsweep.run WHERE run_key = ?
              """),
          Map.entry(
              "training",
              """
              SELECT t.attempt, t.started_at, t.environment_hash, t.card_hash, c.card
              FROM nightsweep.training t
              LEFT JOIN nightsweep.model_card c ON c.card_hash = t.card_hash
              WHERE t.run_key = ? ORDER BY t.attempt
              """),
          Map.entry(
              "environment_fact",
              """
              SELECT t.attempt, f.name, f.setting
              FROM nightsweep.training t
              JOIN nightsweep.environment_fact f ON f.environment_hash = t.environment_hash
              WHERE t.run_key = ? ORDER BY t.attempt, f.name
              """),
          Map.entry(
              "model_layer",
              """
              SELECT t.attempt, l.ordinal, l.name, l.kind, l.output_shape, l.parameters,
                l.multiply_adds, l.onednn
              FROM nightsweep.training t
              JOIN nightsweep.model_layer l ON l.card_hash = t.card_hash
              WHERE t.run_key = ? ORDER BY t.attempt, l.ordinal
              """),
          Map.entry(
              "model_departure",
              """
              SELECT t.attempt, d.ordinal, d.departure
              FROM nightsweep.training t
              JOIN nightsweep.model_departure d ON d.card_hash = t.card_hash
              WHERE t.run_key = ? ORDER BY t.attempt, d.ordinal
              """),
          Map.entry(
              "run_result",
              """
              SELECT attempt, classes, confusion, result, predictions, truth
              FROM nightsweep.run_result WHERE run_key = ?
              """));

  private static final List<String> READINGS = List.of("epoch", "attempt", "readings");

  private final Statements statements;

  ContentsReader(Statements statements) {
    this.statements = statements;
  }

  Contents read(JournalName journal) throws SQLException {
    JournalPlace place = JournalPlace.load(statements, journal).orElse(null);
    if (place == null) {
      return new Contents(0, Map.of());
    }
    boolean ofRun = journal.runId().isPresent();
    Map<String, Table> tables = new TreeMap<>();
    for (Map.Entry<String, String> table : (ofRun ? OF_RUN : OF_SWEEP).entrySet()) {
      tables.put(table.getKey(), read(table.getValue(), place.key));
    }
    if (ofRun) {
      addReadings(place.key, tables);
    }
    return new Contents(place.position, tables);
  }

  /** What the database consists of: H2's own script of it. */
  Contents definitions() throws SQLException {
    List<List<Object>> script =
        statements.list(row -> row.getString(1), "SCRIPT NODATA NOPASSWORDS NOSETTINGS").stream()
            .filter(line -> !line.startsWith("--")) // an estimate of how many rows there are
            .map(ContentsReader::inOneOrder)
            .sorted()
            .map(statement -> List.<Object>of(statement))
            .toList();
    return new Contents(0, Map.of("definitions", new Table(List.of("definition"), script)));
  }

  /** H2 swaps the conditions of a view and guesses anew how often values repeat as it likes. */
  private static String inOneOrder(String statement) {
    return statement
        .lines()
        .map(line -> line.strip().replaceAll("^(WHERE|AND) |\\)*;?$| SELECTIVITY \\d+", ""))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private Table read(String sql, Object... parameters) throws SQLException {
    List<String> columns = new ArrayList<>();
    List<List<Object>> rows =
        statements.list(
            row -> {
              if (columns.isEmpty()) {
                columns.addAll(columns(row));
              }
              return cells(row, columns.size());
            },
            sql,
            parameters);
    return new Table(columns, rows);
  }

  private void addReadings(int runKey, Map<String, Table> tables) throws SQLException {
    SeriesLists lists = SeriesLists.load(statements);
    tables.put(
        "epoch",
        new Table(
            READINGS,
            statements.list(
                row ->
                    List.of(
                        EpochKeys.epoch(row.getLong("epoch_key")),
                        row.getInt("attempt"),
                        lists.readings(row)),
                """
                SELECT epoch_key, attempt, list_key, readings FROM nightsweep.epoch
                WHERE epoch_key BETWEEN ? AND ? ORDER BY epoch_key
                """,
                EpochKeys.first(runKey),
                EpochKeys.last(runKey))));
    tables.put(
        "last_readings",
        new Table(
            List.of("readings"),
            statements.list(
                row -> List.of(lists.readings(row)),
                "SELECT list_key, readings FROM nightsweep.last_readings WHERE run_key = ?",
                runKey)));
  }

  private static List<String> columns(ResultSet row) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      columns.add(row.getMetaData().getColumnLabel(i));
    }
    return columns;
  }

  private static List<Object> cells(ResultSet row, int count) throws SQLException {
    List<Object> cells = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Object cell = row.getObject(i);
      if (cell instanceof Clob) {
        cell = row.getString(i);
      } else if (cell instanceof Array array) {
        cell = Arrays.asList((Object[]) array.getArray());
      }
      cells.add(cell);
    }
    return cells;
  }
}
