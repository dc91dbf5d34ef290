package dev.nightsweep.tracker.mlflow;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedFact.Label;
import dev.nightsweep.tracker.TrackedFact.Parameter;
import dev.nightsweep.tracker.TrackedFact.Point;
import dev.nightsweep.tracker.TrackedFact.State;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.sqlite.ForeignDatabase;
import dev.nightsweep.tracker.sqlite.StoredRow;
import dev.nightsweep.tracker.sqlite.TableQuery;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The tables in which MLflow keeps runs, read onward: parameters, tags and metrics from the last
 * row that was seen, of runs what has changed. Deleted runs are left out.
 */
final class RunTables {
  private static final String RUNS = "runs";
  private static final List<String> RUN_COLUMNS =
      List.of(
          "run_uuid",
          "name",
          "status",
          "start_time",
          "end_time",
          "lifecycle_stage",
          "experiment_id");
  private static final String PARAMETERS = "params";
  private static final String TAGS = "tags";
  private static final List<String> PAIR_COLUMNS = List.of("run_uuid", "key", "value");
  private static final String METRICS = "metrics";
  private static final List<String> METRIC_COLUMNS =
      List.of("run_uuid", "key", "value", "timestamp", "step", "is_nan");

  private static final Map<String, List<String>> COLUMNS =
      new TreeMap<>(
          Map.of(
              RUNS,
              RUN_COLUMNS,
              PARAMETERS,
              PAIR_COLUMNS,
              TAGS,
              PAIR_COLUMNS,
              METRICS,
              METRIC_COLUMNS));

  private final Map<String, Long> seen = new HashMap<>();
  private final Map<String, List<Object>> known = new HashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private boolean areMade;

  /**
   * Hands on what has come, by the id of the run; nothing while the tables are being made.
   *
   * @throws IOException if the database is not what it should be, or cannot be read now
   */
  void read(ForeignDatabase database, BiConsumer<String, TrackedFact> taker) throws IOException {
    if (!areMade && missing(database).isPresent()) {
      return;
    }
    areMade = true;
    database.each(new TableQuery(RUNS, RUN_COLUMNS), row -> run(row, taker));
    onward(database, PARAMETERS, row -> parameter(row, taker));
    onward(database, TAGS, row -> tag(row, taker));
    onward(database, METRICS, row -> metric(row, taker));
  }

  /** What is missing of MLflow's tables; empty if nothing. */
  static Optional<String> missing(ForeignDatabase database) throws IOException {
    for (Map.Entry<String, List<String>> table : COLUMNS.entrySet()) {
      Optional<String> missing = database.missing(table.getKey(), table.getValue());
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  /** How many runs were left out, since they were deleted. */
  int deleted() {
    return deleted.size();
  }

  private void onward(ForeignDatabase database, String table, Consumer<StoredRow> taker)
      throws IOException {
    database.each(
        new TableQuery(table, COLUMNS.get(table), seen.getOrDefault(table, 0L)),
        row -> {
          taker.accept(row);
          seen.put(table, row.number());
        });
  }

  private void run(StoredRow row, BiConsumer<String, TrackedFact> taker) {
    String id = TrackerLimits.name(row.word(0));
    if (row.text(5).filter("deleted"::equals).isPresent()) {
      deleted.add(id);
    }
    if (deleted.contains(id) || row.values().equals(known.put(id, List.copyOf(row.values())))) {
      return;
    }
    row.text(1).ifPresent(name -> taker.accept(id, new Label("name", name)));
    row.whole(6)
        .ifPresent(
            number -> taker.accept(id, new Label(RunFacts.EXPERIMENT, Long.toString(number))));
    row.whole(3).ifPresent(time -> taker.accept(id, new State(RunState.RUNNING, time)));
    RunState state = RunFacts.state(row.text(2).orElse(""));
    if (state != RunState.RUNNING) {
      taker.accept(id, new State(state, row.whole(4).orElse(TrackedFact.NO_TIME)));
    }
  }

  private void parameter(StoredRow row, BiConsumer<String, TrackedFact> taker) {
    String id = TrackerLimits.name(row.word(0));
    if (!deleted.contains(id)) {
      String json = new TextNode(row.text(2).orElse("")).toString();
      taker.accept(id, new Parameter(TrackerLimits.name(row.word(1)), json));
    }
  }

  private void tag(StoredRow row, BiConsumer<String, TrackedFact> taker) {
    String id = TrackerLimits.name(row.word(0));
    if (!deleted.contains(id)) {
      taker.accept(
          id,
          new Label(TrackerLimits.name(row.word(1)), TrackerLimits.label(row.text(2).orElse(""))));
    }
  }

  private void metric(StoredRow row, BiConsumer<String, TrackedFact> taker) {
    String id = TrackerLimits.name(row.word(0));
    if (!deleted.contains(id)) {
      boolean isNaN = row.whole(5).orElse(0) != 0;
      double value = isNaN ? Double.NaN : RunFacts.value(row.real(2).orElse(Double.NaN));
      taker.accept(
          id,
          new Point(
              TrackerLimits.name(row.word(1)),
              row.whole(4).orElse(0),
              value,
              row.whole(3).orElse(TrackedFact.NO_TIME)));
    }
  }
}
