package dev.nightsweep.store.h2;

import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the details of all runs of a sweep at once, each by run id; what runs share only once. */
final class DetailReader {
  private final Statements statements;

  DetailReader(Statements statements) {
    this.statements = statements;
  }

  /** The hashes of what a run trained last, and where. */
  private record Hashes(String runId, String environment, String card) {}

  Map<String, Map<String, List<Point>>> curves(String sweepId) throws SQLException {
    SeriesLists lists = SeriesLists.load(statements);
    Map<String, Map<String, List<Point>>> curves = new LinkedHashMap<>();
    forEachEpoch(
        sweepId,
        (runId, epoch, row) -> {
          Map<String, List<Point>> ofRun = curves.computeIfAbsent(runId, id -> new TreeMap<>());
          lists.forEach(
              row,
              (series, reading) -> {
                if (!series.ofSystem()) {
                  add(ofRun, series.name(), new Point(epoch, reading));
                }
              });
        });
    return curves;
  }

  /** One series of each run that has it. */
  Map<String, List<Point>> curves(String sweepId, StoredSeries wanted) throws SQLException {
    SeriesLists lists = SeriesLists.load(statements);
    if (!lists.know(wanted)) {
      return Map.of();
    }
    Map<Integer, Integer> places = lists.places(wanted);
    Map<String, List<Point>> curves = new LinkedHashMap<>();
    forEachEpoch(
        sweepId,
        (runId, epoch, row) ->
            SeriesLists.reading(row, places)
                .ifPresent(reading -> add(curves, runId, new Point(epoch, reading))));
    curves.replaceAll((runId, points) -> List.copyOf(points));
    return Collections.unmodifiableMap(curves);
  }

  /** Takes the row of what a run read in an epoch. */
  private interface EpochWork {
    void on(String runId, int epoch, ResultSet row) throws SQLException;
  }

  private void forEachEpoch(String sweepId, EpochWork work) throws SQLException {
    for (RunKeys runs : RunKeys.ofSweep(statements, sweepId)) {
      statements.forEach(
          row -> {
            long key = row.getLong("epoch_key");
            work.on(runs.id(EpochKeys.run(key)), EpochKeys.epoch(key), row);
          },
          """
          SELECT epoch_key, list_key, readings FROM nightsweep.epoch
          WHERE epoch_key BETWEEN ? AND ? ORDER BY epoch_key
          """,
          EpochKeys.first(runs.first()),
          EpochKeys.last(runs.last()));
    }
  }

  private static void add(Map<String, List<Point>> curves, String name, Point point) {
    curves.computeIfAbsent(name, n -> new ArrayList<>()).add(point);
  }

  Map<String, Environment> environments(String sweepId) throws SQLException {
    Map<String, Environment> byHash = new HashMap<>();
    Map<String, Environment> environments = new LinkedHashMap<>();
    for (Hashes last : hashes(sweepId)) {
      if (!byHash.containsKey(last.environment())) {
        byHash.put(last.environment(), environment(last.environment()));
      }
      environments.put(last.runId(), byHash.get(last.environment()));
    }
    return environments;
  }

  Map<String, ModelCard> models(String sweepId) throws SQLException {
    Map<String, ModelCard> byHash = new HashMap<>();
    Map<String, ModelCard> models = new LinkedHashMap<>();
    for (Hashes last : hashes(sweepId)) {
      if (last.card() != null && !byHash.containsKey(last.card())) {
        byHash.put(last.card(), card(last.card()));
      }
      if (last.card() != null) {
        models.put(last.runId(), byHash.get(last.card()));
      }
    }
    return models;
  }

  Map<String, RunResult> results(String sweepId) throws SQLException {
    Map<String, RunResult> results = new LinkedHashMap<>();
    Map<String, ClassLabels> truths = new HashMap<>();
    statements.forEach(
        row ->
            results.put(
                row.getString("run_id"),
                Columns.result(row, text -> truths.computeIfAbsent(text, ClassLabels::parse))),
        """
        SELECT r.run_id, t.result, t.predictions, t.truth
        FROM nightsweep.run r
        JOIN nightsweep.sweep s ON s.sweep_key = r.sweep_key
        JOIN nightsweep.run_result t ON t.run_key = r.run_key
        WHERE s.sweep_id = ?
        """,
        sweepId);
    return results;
  }

  private List<Hashes> hashes(String sweepId) throws SQLException {
    return statements.list(
        row -> new Hashes(row.getString(1), row.getString(2), row.getString(3)),
        """
        SELECT r.run_id, t.environment_hash, t.card_hash
        FROM nightsweep.run r
        JOIN nightsweep.sweep s ON s.sweep_key = r.sweep_key
        JOIN nightsweep.training t ON t.run_key = r.run_key
        WHERE s.sweep_id = ? AND NOT EXISTS (
          SELECT 1 FROM nightsweep.training u
          WHERE u.run_key = t.run_key AND u.attempt > t.attempt)
        ORDER BY r.ordinal
        """,
        sweepId);
  }

  Environment environment(String hash) throws SQLException {
    Map<String, String> facts = new TreeMap<>();
    statements.forEach(
        row -> facts.put(row.getString(1), row.getString(2)),
        "SELECT name, setting FROM nightsweep.environment_fact WHERE environment_hash = ?",
        hash);
    return Environment.of(facts);
  }

  private ModelCard card(String hash) throws SQLException {
    return statements
        .first(
            row -> Columns.json(row, "card", ModelCard.class),
            "SELECT card FROM nightsweep.model_card WHERE card_hash = ?",
            hash)
        .orElseThrow();
  }
}
