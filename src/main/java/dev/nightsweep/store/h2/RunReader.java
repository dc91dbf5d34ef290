package dev.nightsweep.store.h2;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads runs within one transaction of the caller's. */
final class RunReader {
  private static final String NO_CANDIDATE = Json.write(Settings.NONE);

  private static final String RUNS =
      """
      SELECT r.*, s.sweep_id, a.arm_id
      FROM nightsweep.run r
      JOIN nightsweep.sweep s ON s.sweep_key = r.sweep_key
      JOIN nightsweep.arm a ON a.arm_key = r.arm_key
      """;

  private static final String LAST_READINGS =
      """
      SELECT m.run_key, m.list_key, m.readings
      FROM nightsweep.run r
      JOIN nightsweep.sweep s ON s.sweep_key = r.sweep_key
      JOIN nightsweep.last_readings m ON m.run_key = r.run_key
      """;

  private static final String ATTEMPTS =
      """
      SELECT r.run_id, t.attempt, t.state, t.cause, t.worker, t.started_at, t.ended_at, t.log_tail
      FROM nightsweep.attempt t
      JOIN nightsweep.run r ON r.run_key = t.run_key
      JOIN nightsweep.sweep s ON s.sweep_key = r.sweep_key
      """;

  private final Statements statements;

  RunReader(Statements statements) {
    this.statements = statements;
  }

  List<RunRecord> runs(String sweepId) throws SQLException {
    return runs("WHERE s.sweep_id = ? AND NOT r.removed", sweepId);
  }

  /** Of several with one identity the oldest. */
  Map<String, JournalName> trained() throws SQLException {
    Map<String, JournalName> trained = new HashMap<>();
    statements.forEach(
        row ->
            trained.putIfAbsent(
                row.getString(1), JournalName.ofRun(row.getString(2), row.getString(3))),
        """
        SELECT r.identity, s.sweep_id, r.run_id
        FROM nightsweep.run r JOIN nightsweep.sweep s ON s.sweep_key = r.sweep_key
        WHERE r.state = 'COMPLETED' AND r.reused_from IS NULL ORDER BY r.run_key
        """);
    return trained;
  }

  Optional<RunRecord> run(String runId) throws SQLException {
    return runs("WHERE r.run_id = ?", runId).stream().findFirst();
  }

  private List<RunRecord> runs(String which, String id) throws SQLException {
    Map<Integer, Map<String, Double>> readings = new HashMap<>();
    SeriesLists lists = SeriesLists.load(statements);
    statements.forEach(
        row -> readings.put(row.getInt("run_key"), names(lists.readings(row))),
        LAST_READINGS + which,
        id);
    return statements.list(
        row -> run(row, readings.getOrDefault(row.getInt("run_key"), Map.of())),
        RUNS + which + " ORDER BY r.ordinal",
        id);
  }

  private static Map<String, Double> names(Map<StoredSeries, Double> readings) {
    Map<String, Double> byName = new TreeMap<>();
    readings.forEach((series, reading) -> byName.put(series.name(), reading));
    return byName;
  }

  private static RunRecord run(ResultSet row, Map<String, Double> readings) throws SQLException {
    return new RunRecord(
        row.getString("sweep_id"),
        new PlannedRun(
            row.getString("run_id"),
            row.getString("arm_id"),
            candidate(row),
            Columns.word(row, "phase", PlannedRun.Phase.class),
            row.getLong("seed"),
            row.getString("identity")),
        Columns.word(row, "state", RunState.class),
        Optional.ofNullable(row.getString("reused_from")),
        new RunRecord.Course(
            row.getInt("attempts"),
            Columns.instant(row, "started_at"),
            Columns.instant(row, "ended_at"),
            row.getInt("last_epoch")),
        readings,
        Optional.ofNullable(row.getString("parameter_hash")));
  }

  /** Read with care: a listing of 10,000 runs that are of none must not parse 10,000 texts. */
  private static Settings candidate(ResultSet row) throws SQLException {
    return row.getString("candidate").equals(NO_CANDIDATE)
        ? Settings.NONE
        : Columns.json(row, "candidate", Settings.class);
  }

  List<AttemptRecord> attempts(String runId) throws SQLException {
    return statements.list(
        RunReader::attempt, ATTEMPTS + "WHERE r.run_id = ? ORDER BY t.attempt", runId);
  }

  List<AttemptRecord> sweepAttempts(String sweepId) throws SQLException {
    return statements.list(
        RunReader::attempt, ATTEMPTS + "WHERE s.sweep_id = ? ORDER BY t.journal_line", sweepId);
  }

  private static AttemptRecord attempt(ResultSet row) throws SQLException {
    return new AttemptRecord(
        row.getString("run_id"),
        row.getInt("attempt"),
        Columns.word(row, "state", AttemptState.class),
        row.getString("cause"),
        row.getInt("worker"),
        Columns.instant(row, "started_at").orElseThrow(),
        Columns.instant(row, "ended_at"),
        List.of(Columns.json(row, "log_tail", String[].class)));
  }

  Map<String, List<Point>> curves(String runId) throws SQLException {
    Map<String, List<Point>> curves = new LinkedHashMap<>();
    statements.forEach(
        row ->
            curves
                .computeIfAbsent(row.getString("name"), name -> new ArrayList<>())
                .add(
                    new Point(EpochKeys.epoch(row.getLong("epoch_key")), row.getDouble("reading"))),
        """
        SELECT n.name, m.epoch_key, m.readings[l.ordinal] AS reading
        FROM nightsweep.run r
        JOIN nightsweep.epoch m ON m.epoch_key BETWEEN r.run_key * 4294967296
          AND r.run_key * 4294967296 + 4294967295
        JOIN nightsweep.series_list l ON l.list_key = m.list_key
        JOIN nightsweep.series n ON n.series_key = l.series_key
        WHERE r.run_id = ? AND NOT n.of_system ORDER BY n.name, m.epoch_key
        """,
        runId);
    curves.replaceAll((name, points) -> List.copyOf(points));
    return Collections.unmodifiableMap(curves);
  }

  Optional<Environment> environment(String runId) throws SQLException {
    Optional<String> hash =
        statements.first(
            row -> row.getString(1),
            """
            SELECT t.environment_hash
            FROM nightsweep.training t JOIN nightsweep.run r ON r.run_key = t.run_key
            WHERE r.run_id = ? ORDER BY t.attempt DESC FETCH FIRST ROW ONLY
            """,
            runId);
    return hash.isEmpty()
        ? Optional.empty()
        : Optional.of(new DetailReader(statements).environment(hash.get()));
  }

  Optional<ModelCard> model(String runId) throws SQLException {
    return statements.first(
        row -> Columns.json(row, "card", ModelCard.class),
        """
        SELECT c.card
        FROM nightsweep.training t
        JOIN nightsweep.run r ON r.run_key = t.run_key
        JOIN nightsweep.model_card c ON c.card_hash = t.card_hash
        WHERE r.run_id = ? AND t.attempt =
          (SELECT MAX(u.attempt) FROM nightsweep.training u WHERE u.run_key = t.run_key)
        """,
        runId);
  }

  Optional<RunResult> result(String runId) throws SQLException {
    return statements.first(
        row -> Columns.result(row),
        """
        SELECT t.result, t.predictions, t.truth
        FROM nightsweep.run_result t JOIN nightsweep.run r ON r.run_key = t.run_key
        WHERE r.run_id = ?
        """,
        runId);
  }
}
