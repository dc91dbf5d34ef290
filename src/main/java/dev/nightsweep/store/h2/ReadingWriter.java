package dev.nightsweep.store.h2;

import dev.nightsweep.journal.StandingEpochs;
import dev.nightsweep.journal.StandingEpochs.Reading;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Metrics;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects the readings of a batch and writes them at its end: each epoch's row once, in the order
 * of the keys. Which of several attempts' readings stand, {@link StandingEpochs} says.
 */
final class ReadingWriter {
  private static final String OF_RUN = "FROM nightsweep.epoch WHERE epoch_key BETWEEN ? AND ?";

  private final Statements statements;
  private final NavigableMap<Long, Epoch> epochs = new TreeMap<>();
  private final NavigableMap<Integer, JournalPlace> runs = new TreeMap<>();
  private SeriesLists lists;

  /** {@code stored}: there is a row already. */
  private record Epoch(Reading<StoredSeries> reading, boolean stored) {
    int attempt() {
      return reading.attempt();
    }

    NavigableMap<StoredSeries, Double> readings() {
      return reading.values();
    }
  }

  ReadingWriter(Statements statements) {
    this.statements = statements;
  }

  /** What is wrong with the entry beside those before it; more metrics than can be looked at. */
  Optional<String> wrongWith(JournalPlace run, Entry entry) throws SQLException {
    if (!(entry instanceof Entry.OfRun of) || of.metrics().isEmpty()) {
      return Optional.empty();
    }
    if (run.metrics.isEmpty()) {
      Set<String> stored = new HashSet<>();
      storedReadings(run).keySet().forEach(series -> stored.add(series.name()));
      run.metrics = Optional.of(stored);
    }
    Set<String> names = run.metrics.get();
    names.addAll(of.metrics().keySet());
    return names.size() > Metrics.MAX_OF_RUN ? Optional.of(Metrics.TOO_MANY) : Optional.empty();
  }

  /** Adds what an attempt read in an epoch to what it read there before. */
  void add(
      JournalPlace run,
      int attempt,
      int epoch,
      Map<String, Double> metrics,
      Map<String, Double> system)
      throws SQLException {
    NavigableMap<StoredSeries, Double> readings = series(metrics, false);
    readings.putAll(series(system, true));
    put(run, epoch, new Reading<>(attempt, readings), false);
  }

  /**
   * Adds what an attempt read at its end to the last epoch, which an earlier attempt may have
   * trained: then only the test was left to do.
   */
  void addAtEnd(JournalPlace run, int attempt, int epoch, Map<String, Double> metrics)
      throws SQLException {
    put(run, epoch, new Reading<>(attempt, series(metrics, false)), true);
  }

  private static NavigableMap<StoredSeries, Double> series(
      Map<String, Double> readings, boolean ofSystem) {
    NavigableMap<StoredSeries, Double> series = new TreeMap<>();
    readings.forEach((name, reading) -> series.put(new StoredSeries(name, ofSystem), reading));
    return series;
  }

  /**
   * @param onTop whether what earlier attempts read there stays
   */
  private void put(JournalPlace run, int epoch, Reading<StoredSeries> now, boolean onTop)
      throws SQLException {
    Optional<Epoch> before = before(run, epoch);
    if (before.filter(b -> b.attempt() > now.attempt()).isPresent()) {
      return;
    }
    Reading<StoredSeries> standing =
        before
            .map(Epoch::reading)
            .map(earlier -> onTop ? now.addedTo(earlier) : now.after(earlier))
            .orElse(now);
    run.readingsReplaced |=
        epoch < run.storedEpoch || before.filter(b -> b.attempt() < now.attempt()).isPresent();
    boolean stored = before.filter(Epoch::stored).isPresent();
    epochs.put(run.epochKey(epoch), new Epoch(standing, stored));
    runs.put(run.key, run);
  }

  private Optional<Epoch> before(JournalPlace run, int epoch) throws SQLException {
    Epoch collected = epochs.get(run.epochKey(epoch));
    if (collected != null || epoch > run.storedEpoch) {
      return Optional.ofNullable(collected);
    }
    SeriesLists known = lists();
    return statements.first(
        row -> new Epoch(new Reading<>(row.getInt("attempt"), known.readings(row)), true),
        "SELECT attempt, list_key, readings FROM nightsweep.epoch WHERE epoch_key = ?",
        run.epochKey(epoch));
  }

  /** Removes what attempts before that one read in that epoch and later ones. */
  void cutBack(JournalPlace run, int attempt, int epoch) throws SQLException {
    flush();
    statements.update(
        "DELETE " + OF_RUN + " AND attempt < ?",
        run.epochKey(epoch),
        EpochKeys.last(run.key),
        attempt);
    run.lastEpoch =
        statements
            .first(
                row -> EpochKeys.epoch(row.getLong(1)),
                "SELECT epoch_key " + OF_RUN + " ORDER BY epoch_key DESC FETCH FIRST ROW ONLY",
                EpochKeys.first(run.key),
                EpochKeys.last(run.key))
            .orElse(0);
    run.storedEpoch = run.lastEpoch;
    writeLast(run, allReadings(run));
  }

  void flush() throws SQLException {
    for (Map.Entry<Long, Epoch> entry : epochs.entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
    for (JournalPlace run : runs.values()) {
      writeLast(run, run.readingsReplaced ? allReadings(run) : newestReadings(run));
      int last = EpochKeys.epoch(epochsOf(run).lastKey());
      run.storedEpoch = Math.max(run.storedEpoch, last);
      run.readingsReplaced = false;
    }
    epochs.clear();
    runs.clear();
  }

  private void write(long key, Epoch epoch) throws SQLException {
    int list = lists().key(List.copyOf(epoch.readings().keySet()));
    Object[] readings = epoch.readings().values().toArray();
    if (epoch.stored()) {
      statements.update(
          "UPDATE nightsweep.epoch SET attempt = ?, list_key = ?, readings = ? WHERE epoch_key = ?",
          epoch.attempt(),
          list,
          readings,
          key);
    } else {
      statements.update(
          "INSERT INTO nightsweep.epoch(epoch_key, attempt, list_key, readings) VALUES (?, ?, ?,"
              + " ?)",
          key,
          epoch.attempt(),
          list,
          readings);
    }
  }

  private NavigableMap<Long, Epoch> epochsOf(JournalPlace run) {
    return epochs.subMap(EpochKeys.first(run.key), true, EpochKeys.last(run.key), true);
  }

  /** The stored last readings, and over them what was collected since. */
  private NavigableMap<StoredSeries, Double> newestReadings(JournalPlace run) throws SQLException {
    NavigableMap<StoredSeries, Double> readings = storedReadings(run);
    epochsOf(run).values().forEach(epoch -> readings.putAll(epoch.readings()));
    return readings;
  }

  private NavigableMap<StoredSeries, Double> storedReadings(JournalPlace run) throws SQLException {
    NavigableMap<StoredSeries, Double> readings = new TreeMap<>();
    if (run.storedEpoch > 0) {
      SeriesLists known = lists();
      statements
          .first(
              known::readings,
              "SELECT list_key, readings FROM nightsweep.last_readings WHERE run_key = ?",
              run.key)
          .ifPresent(readings::putAll);
    }
    return readings;
  }

  private NavigableMap<StoredSeries, Double> allReadings(JournalPlace run) throws SQLException {
    NavigableMap<StoredSeries, Double> readings = new TreeMap<>();
    SeriesLists known = lists();
    statements
        .list(
            known::readings,
            "SELECT list_key, readings " + OF_RUN + " ORDER BY epoch_key",
            EpochKeys.first(run.key),
            EpochKeys.last(run.key))
        .forEach(readings::putAll);
    return readings;
  }

  private void writeLast(JournalPlace run, NavigableMap<StoredSeries, Double> readings)
      throws SQLException {
    readings.keySet().removeIf(StoredSeries::ofSystem);
    statements.update(
        """
        MERGE INTO nightsweep.last_readings(run_key, list_key, readings) KEY (run_key)
        VALUES (?, ?, ?)
        """,
        run.key,
        lists().key(List.copyOf(readings.keySet())),
        readings.values().toArray());
  }

  private SeriesLists lists() throws SQLException {
    if (lists == null) {
      lists = SeriesLists.load(statements);
    }
    return lists;
  }
}
