package dev.nightsweep.store.h2;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the readings of a batch and writes them at its end: each row once, in the order of the
 * primary key.
 */
final class ReadingWriter {
  private static final String MERGE =
      """
      MERGE INTO nightsweep.reading t
      USING (VALUES (CAST(? AS INTEGER), CAST(? AS INTEGER), CAST(? AS INTEGER),
        CAST(? AS INTEGER), CAST(? AS TINYINT), CAST(? AS DOUBLE PRECISION)))
        s(run_key, series_key, epoch, attempt, kind, reading)
      ON t.run_key = s.run_key AND t.series_key = s.series_key AND t.epoch = s.epoch
      WHEN MATCHED AND s.attempt >= t.attempt
        THEN UPDATE SET attempt = s.attempt, kind = s.kind, reading = s.reading
      WHEN NOT MATCHED THEN INSERT (run_key, series_key, epoch, attempt, kind, reading)
        VALUES (s.run_key, s.series_key, s.epoch, s.attempt, s.kind, s.reading)
      """;

  private static final String INSERT =
      """
      INSERT INTO nightsweep.reading(run_key, series_key, epoch, attempt, kind, reading)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  private static final String MERGE_LAST =
      """
      MERGE INTO nightsweep.last_reading t
      USING (VALUES (CAST(? AS INTEGER), CAST(? AS INTEGER), CAST(? AS INTEGER),
        CAST(? AS INTEGER), CAST(? AS TINYINT), CAST(? AS DOUBLE PRECISION)))
        s(run_key, series_key, epoch, attempt, kind, reading)
      ON t.run_key = s.run_key AND t.series_key = s.series_key
      WHEN MATCHED AND (s.epoch > t.epoch OR s.epoch = t.epoch AND s.attempt >= t.attempt)
        THEN UPDATE SET epoch = s.epoch, attempt = s.attempt, kind = s.kind, reading = s.reading
      WHEN NOT MATCHED THEN INSERT (run_key, series_key, epoch, attempt, kind, reading)
        VALUES (s.run_key, s.series_key, s.epoch, s.attempt, s.kind, s.reading)
      """;

  private final Statements statements;
  private final SortedMap<Key, Reading> readings = new TreeMap<>(Key.ORDER);
  private final Map<Series, Integer> seriesKeys = new HashMap<>();

  private record Series(String name, boolean ofSystem) {}

  private record Key(int run, int series, int epoch) {
    static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::run)
            .thenComparingInt(Key::series)
            .thenComparingInt(Key::epoch);
  }

  /** {@code fresh}: no row of that key can be in the table yet. */
  private record Reading(int attempt, double reading, boolean ofSystem, boolean fresh) {}

  ReadingWriter(Statements statements) {
    this.statements = statements;
  }

  void add(Place run, int attempt, int epoch, Map<String, Double> metrics) throws SQLException {
    add(run, attempt, epoch, metrics, false);
  }

  void addOfSystem(Place run, int attempt, int epoch, Map<String, Double> system)
      throws SQLException {
    add(run, attempt, epoch, system, true);
  }

  private void add(Place run, int attempt, int epoch, Map<String, Double> byName, boolean ofSystem)
      throws SQLException {
    boolean fresh = epoch > run.storedEpoch;
    for (Map.Entry<String, Double> entry : byName.entrySet()) {
      Key key = new Key(run.key, seriesKey(new Series(entry.getKey(), ofSystem)), epoch);
      readings.merge(
          key,
          new Reading(attempt, entry.getValue(), ofSystem, fresh),
          (before, now) -> now.attempt() >= before.attempt() ? now : before);
    }
  }

  /** Removes what attempts before that one read in that epoch and later ones. */
  void cutBack(Place run, int attempt, int epoch) throws SQLException {
    flush();
    statements.update(
        "DELETE FROM nightsweep.reading WHERE run_key = ? AND epoch >= ? AND attempt < ?",
        run.key,
        epoch,
        attempt);
    statements.update("DELETE FROM nightsweep.last_reading WHERE run_key = ?", run.key);
    statements.update(
        """
        INSERT INTO nightsweep.last_reading(run_key, series_key, epoch, attempt, kind, reading)
        SELECT m.run_key, m.series_key, m.epoch, m.attempt, m.kind, m.reading
        FROM nightsweep.reading m
        JOIN nightsweep.series n ON n.series_key = m.series_key AND NOT n.of_system
        WHERE m.run_key = ? AND m.epoch = (SELECT MAX(o.epoch) FROM nightsweep.reading o
          WHERE o.run_key = m.run_key AND o.series_key = m.series_key)
        """,
        run.key);
    run.lastEpoch =
        statements
            .list(
                row -> row.getInt(1),
                "SELECT COALESCE(MAX(epoch), 0) FROM nightsweep.reading WHERE run_key = ?",
                run.key)
            .get(0);
    run.storedEpoch = run.lastEpoch;
  }

  void flush() throws SQLException {
    Key last = null;
    for (Map.Entry<Key, Reading> entry : readings.entrySet()) {
      Key key = entry.getKey();
      if (last != null && (last.run() != key.run() || last.series() != key.series())) {
        writeLast(last);
      }
      last = key;
      write(entry.getValue().fresh() ? INSERT : MERGE, key, entry.getValue());
    }
    if (last != null) {
      writeLast(last);
    }
    readings.clear();
  }

  private void writeLast(Key key) throws SQLException {
    Reading reading = readings.get(key);
    if (!reading.ofSystem()) {
      write(MERGE_LAST, key, reading);
    }
  }

  private void write(String sql, Key key, Reading reading) throws SQLException {
    Kind kind = Kind.of(reading.reading());
    statements.update(
        sql,
        key.run(),
        key.series(),
        key.epoch(),
        reading.attempt(),
        kind.code,
        kind.stored(reading.reading()));
  }

  private int seriesKey(Series series) throws SQLException {
    if (seriesKeys.isEmpty()) {
      statements
          .list(
              row -> Map.entry(new Series(row.getString(2), row.getBoolean(3)), row.getInt(1)),
              "SELECT series_key, name, of_system FROM nightsweep.series")
          .forEach(known -> seriesKeys.put(known.getKey(), known.getValue()));
    }
    Integer key = seriesKeys.get(series);
    return key == null ? insert(series) : key;
  }

  /** Names are never forgotten, so their number is the greatest key. */
  private int insert(Series series) throws SQLException {
    int key = seriesKeys.size() + 1;
    statements.update(
        "INSERT INTO nightsweep.series(series_key, name, of_system) VALUES (?, ?, ?)",
        key,
        series.name(),
        series.ofSystem());
    seriesKeys.put(series, key);
    return key;
  }
}
