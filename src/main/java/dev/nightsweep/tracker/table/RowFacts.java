package dev.nightsweep.tracker.table;

import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.ToldTime;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.UnreadableRunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What the rows of one run tell of it. */
final class RowFacts {
  private static final long MILLIS_FROM = 100_000_000_000L;

  private static final Set<String> GOING_ON =
      Set.of("running", "pending", "waiting", "scheduled", "queued");

  /** What else it may be called is kept as a label only. */
  private static final Map<String, RunState> STATES = states();

  private final Path file;
  private final TableColumns columns;
  private final String run;
  private final List<TrackedFact> facts = new ArrayList<>();
  private boolean isOver = true;

  /** The row that had a metric at a step. */
  private final Map<String, Integer> seen = new HashMap<>();

  RowFacts(Path file, TableColumns columns, String run) {
    this.file = file;
    this.columns = columns;
    this.run = run;
  }

  private static Map<String, RunState> states() {
    Map<String, RunState> states = new HashMap<>();
    for (String word : "finished completed complete success succeeded ok done".split(" ", -1)) {
      states.put(word, RunState.FINISHED);
    }
    for (String word : List.of("failed", "fail", "error")) {
      states.put(word, RunState.FAILED);
    }
    for (String word :
        "killed crashed pruned aborted cancelled canceled stopped preempted interrupted"
            .split(" ", -1)) {
      states.put(word, RunState.KILLED);
    }
    return states;
  }

  List<TrackedFact> of(List<RunTable.Row> rows, List<TableColumns.Named> others)
      throws UnreadableRunException {
    label(rows);
    for (TableColumns.Named column : others) {
      if (column.role() == ColumnRole.LABEL) {
        labels(rows, column);
      } else if (column.role() == ColumnRole.PARAMETER) {
        parameter(rows, column);
      }
    }
    for (RunTable.Row row : rows) {
      metrics(row, others);
    }
    state(last(rows, ColumnRole.STATE));
    return List.copyOf(facts);
  }

  private void label(List<RunTable.Row> rows) throws UnreadableRunException {
    Cell name = columns.cell(first(rows, ColumnRole.NAME), ColumnRole.NAME);
    facts.add(new TrackedFact.Label("name", name.isNothing() ? run : name.text()));
    RunTable.Row begun = first(rows, ColumnRole.STARTED);
    Cell started = columns.cell(begun, ColumnRole.STARTED);
    if (!started.isNothing()) {
      facts.add(new TrackedFact.State(RunState.RUNNING, millis(begun, started)));
    }
  }

  /** The first of the rows that tells it, or the first. */
  private RunTable.Row first(List<RunTable.Row> rows, ColumnRole role) {
    return rows.stream()
        .filter(row -> !columns.cell(row, role).isNothing())
        .findFirst()
        .orElse(rows.get(0));
  }

  private RunTable.Row last(List<RunTable.Row> rows, ColumnRole role) {
    return rows.stream()
        .filter(row -> !columns.cell(row, role).isNothing())
        .reduce((one, next) -> next)
        .orElse(rows.get(0));
  }

  private void labels(List<RunTable.Row> rows, TableColumns.Named column) {
    DistinctCells.of(rows, column.index())
        .forEach(cell -> facts.add(new TrackedFact.Label(column.name(), cell.text())));
  }

  private void parameter(List<RunTable.Row> rows, TableColumns.Named column)
      throws UnreadableRunException {
    List<Cell> values = DistinctCells.of(rows, column.index());
    if (values.size() > 1) {
      throw new UnreadableRunException(
          file,
          "the run “%s” has two values of the parameter “%s”: “%s” and “%s”"
              .formatted(run, column.name(), values.get(0).text(), values.get(1).text()));
    }
    values.forEach(value -> facts.add(new TrackedFact.Parameter(column.name(), value.json())));
  }

  private void metrics(RunTable.Row row, List<TableColumns.Named> others)
      throws UnreadableRunException {
    for (TableColumns.Named column : others) {
      if (column.role() == ColumnRole.METRIC) {
        metric(row, column.name(), row.cell(column.index()));
      }
    }
    if (columns.has(ColumnRole.METRIC_NAME)) {
      Cell name = columns.cell(row, ColumnRole.METRIC_NAME);
      if (name.isNothing()) {
        throw new UnreadableRunException(
            file, "row %d does not name its metric".formatted(row.number()));
      }
      metric(row, name.text(), columns.cell(row, ColumnRole.METRIC_VALUE));
    }
  }

  private void metric(RunTable.Row row, String metric, Cell value) throws UnreadableRunException {
    if (value.isNothing()) {
      return;
    } else if (!value.isNumeric()) {
      throw new UnreadableRunException(
          file,
          "row %d has “%s” in the metric “%s”, which is no number"
              .formatted(row.number(), value.text(), metric));
    }
    OptionalLong step = step(row);
    requireOnce(row, metric, step);
    if (step.isPresent()) {
      long time = millis(row, columns.cell(row, ColumnRole.TIME));
      facts.add(new TrackedFact.Point(metric, step.getAsLong(), value.number(), time));
    } else {
      facts.add(new TrackedFact.Summary(metric, value.number()));
    }
  }

  private OptionalLong step(RunTable.Row row) throws UnreadableRunException {
    Cell step = columns.cell(row, ColumnRole.STEP);
    if (step.isNothing()) {
      return OptionalLong.empty();
    } else if (!step.isWhole() || step.number() < 0 || step.number() > Long.MAX_VALUE / 2.0) {
      throw new UnreadableRunException(
          file, "row %d has the step or epoch “%s”".formatted(row.number(), step.text()));
    }
    return OptionalLong.of((long) step.number());
  }

  private void requireOnce(RunTable.Row row, String metric, OptionalLong step)
      throws UnreadableRunException {
    Integer before =
        seen.put(metric + " " + (step.isPresent() ? step.getAsLong() : ""), row.number());
    if (before != null) {
      String at =
          step.isPresent() ? " at step %d".formatted(step.getAsLong()) : ", and no step or epoch";
      throw new UnreadableRunException(
          file,
          "the run “%s” has two values of “%s”%s, in the rows %d and %d"
              .formatted(run, metric, at, before, row.number()));
    }
  }

  private void state(RunTable.Row last) throws UnreadableRunException {
    Cell cell = columns.cell(last, ColumnRole.STATE);
    if (cell.isNothing()) {
      return;
    }
    facts.add(new TrackedFact.Label("state", cell.text()));
    String word = cell.text().toLowerCase(Locale.ROOT);
    isOver = !GOING_ON.contains(word);
    if (STATES.containsKey(word)) {
      long ended = millis(last, columns.cell(last, ColumnRole.ENDED));
      facts.add(new TrackedFact.State(STATES.get(word), ended));
    }
  }

  /** Whether the rows do not say that the run goes on, or has not begun. */
  boolean isOver() {
    return isOver;
  }

  /** Of a number those since 1970, in seconds or, if it is too large for that, milliseconds. */
  private long millis(RunTable.Row row, Cell time) throws UnreadableRunException {
    if (time.kind() == Cell.Kind.NUMBER) {
      return (long) (time.number() < MILLIS_FROM ? time.number() * 1000 : time.number());
    }
    try {
      return ToldTime.millis(time.text());
    } catch (IllegalArgumentException e) {
      throw new UnreadableRunException(
          file, "in row %d %s".formatted(row.number(), e.getMessage()));
    }
  }
}
