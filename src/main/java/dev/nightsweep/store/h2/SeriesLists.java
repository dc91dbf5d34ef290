package dev.nightsweep.store.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The lists of series that rows of readings refer to, within one transaction of the caller's. */
final class SeriesLists {
  /** The key of the empty list, which has no rows. */
  private static final int NOTHING = 0;

  private final Statements statements;
  private final Map<StoredSeries, Integer> series = new HashMap<>();
  private final Map<List<StoredSeries>, Integer> keys = new HashMap<>();
  private final Map<Integer, List<StoredSeries>> lists = new HashMap<>();

  private SeriesLists(Statements statements) {
    this.statements = statements;
  }

  static SeriesLists load(Statements statements) throws SQLException {
    SeriesLists loaded = new SeriesLists(statements);
    loaded.load();
    return loaded;
  }

  private void load() throws SQLException {
    Map<Integer, StoredSeries> byKey = new HashMap<>();
    statements.forEach(
        row -> byKey.put(row.getInt(1), new StoredSeries(row.getString(2), row.getBoolean(3))),
        "SELECT series_key, name, of_system FROM nightsweep.series");
    byKey.forEach((key, known) -> series.put(known, key));
    statements.forEach(
        row ->
            lists
                .computeIfAbsent(row.getInt(1), key -> new ArrayList<>())
                .add(byKey.get(row.getInt(2))),
        "SELECT list_key, series_key FROM nightsweep.series_list ORDER BY list_key, ordinal");
    lists.forEach((key, list) -> keys.put(list, key));
  }

  /** Whether any run of the database has that series. */
  boolean know(StoredSeries wanted) {
    return series.containsKey(wanted);
  }

  /** The readings in the columns {@code list_key} and {@code readings} of the row. */
  NavigableMap<StoredSeries, Double> readings(ResultSet row) throws SQLException {
    NavigableMap<StoredSeries, Double> bySeries = new TreeMap<>();
    forEach(row, bySeries::put);
    return bySeries;
  }

  /** The same one by one, in the order of the list. */
  void forEach(ResultSet row, BiConsumer<StoredSeries, Double> taker) throws SQLException {
    List<StoredSeries> list = lists.get(row.getInt("list_key"));
    Object[] readings = (Object[]) row.getArray("readings").getArray();
    for (int i = 0; i < readings.length; i++) {
      taker.accept(list.get(i), (Double) readings[i]);
    }
  }

  /** Where that series is in the lists that have it, by their keys. */
  Map<Integer, Integer> places(StoredSeries wanted) {
    Map<Integer, Integer> places = new HashMap<>();
    lists.forEach(
        (key, list) -> {
          if (list.contains(wanted)) {
            places.put(key, list.indexOf(wanted));
          }
        });
    return places;
  }

  /**
   * The reading of one series, if the row has it; no other one is looked at.
   *
   * @param places of the series
   */
  static Optional<Double> reading(ResultSet row, Map<Integer, Integer> places) throws SQLException {
    Integer place = places.get(row.getInt("list_key"));
    return place == null
        ? Optional.empty()
        : Optional.ofNullable((Double) ((Object[]) row.getArray("readings").getArray())[place]);
  }

  /** The key of that list, which is written if it is new. */
  int key(List<StoredSeries> list) throws SQLException {
    if (list.isEmpty()) {
      return NOTHING;
    }
    Integer key = keys.get(list);
    return key == null ? insert(List.copyOf(list)) : key;
  }

  /** Lists are never forgotten, so their number is the greatest key. */
  private int insert(List<StoredSeries> list) throws SQLException {
    int key = keys.size() + 1;
    for (int i = 0; i < list.size(); i++) {
      statements.update(
          "INSERT INTO nightsweep.series_list(list_key, ordinal, series_key) VALUES (?, ?, ?)",
          key,
          i + 1,
          seriesKey(list.get(i)));
    }
    keys.put(list, key);
    lists.put(key, list);
    return key;
  }

  private int seriesKey(StoredSeries wanted) throws SQLException {
    Integer known = series.get(wanted);
    if (known != null) {
      return known;
    }
    int key = series.size() + 1;
    statements.update(
        "INSERT INTO nightsweep.series(series_key, name, of_system) VALUES (?, ?, ?)",
        key,
        wanted.name(),
        wanted.ofSystem());
    series.put(wanted, key);
    return key;
  }
}
