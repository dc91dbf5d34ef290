package dev.nightsweep.tracker.table;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The runs of a table: a row for each, for each of their epochs, or for each value. */
public final class TableRuns {
  private static final int MAX_NAMED = 20;

  private TableRuns() {}

  /**
   * Takes them.
   *
   * @throws UnreadableRunException if rows contradict each other, or nothing tells what they mean
   */
  public static FoundRuns of(RunTable table) throws UnreadableRunException {
    return of(table, new TableColumns(table.columns(), false));
  }

  /** Takes them from a table of which it is known that it has one row for each. */
  public static FoundRuns ofOneRowEach(RunTable table) throws UnreadableRunException {
    return of(table, new TableColumns(table.columns(), true));
  }

  private static FoundRuns of(RunTable table, TableColumns columns) throws UnreadableRunException {
    if (!columns.has(ColumnRole.RUN)
        && (columns.has(ColumnRole.STEP) || columns.has(ColumnRole.METRIC_NAME))) {
      throw new UnreadableRunException(
          table.file(),
          "it has rows of epochs or of single values, and no column “run” tells which run they are of");
    }
    Map<String, List<RunTable.Row>> runs = new LinkedHashMap<>();
    for (RunTable.Row row : table.rows()) {
      runs.computeIfAbsent(id(table, columns, row), id -> new ArrayList<>()).add(row);
    }
    List<TableColumns.Named> decided = new PlainColumns(table, columns, runs.values()).decided();
    List<String> remarks = new ArrayList<>(table.remarks());
    if (columns.hasOther(ColumnRole.PLAIN) && !columns.has(ColumnRole.METRIC_NAME)) {
      remarks.add(taken(decided));
    }
    List<TrackedRun> tracked = new ArrayList<>();
    for (Map.Entry<String, List<RunTable.Row>> run : runs.entrySet()) {
      RowFacts facts = new RowFacts(table.file(), columns, run.getKey());
      TrackedRun read = new TrackedRun(run.getKey(), facts.of(run.getValue(), decided));
      if (facts.isOver()) {
        tracked.add(read);
      }
    }
    int left = runs.size() - tracked.size();
    if (left > 0) {
      remarks.add(
          "Left out by state, as not over: %s.".formatted(left == 1 ? "1 run" : left + " runs"));
    }
    return new FoundRuns(tracked, remarks);
  }

  private static String id(RunTable table, TableColumns columns, RunTable.Row row)
      throws UnreadableRunException {
    if (!columns.has(ColumnRole.RUN)) {
      return "row " + row.number();
    }
    Cell run = columns.cell(row, ColumnRole.RUN);
    if (run.isNothing()) {
      throw new UnreadableRunException(
          table.file(), "row %d does not name its run".formatted(row.number()));
    }
    return run.text();
  }

  private static String taken(List<TableColumns.Named> columns) {
    return "Of its columns these were taken for parameters: %s; and these for metrics: %s. Names that begin with “param.” and “metric.” say it for certain."
        .formatted(names(columns, ColumnRole.PARAMETER), names(columns, ColumnRole.METRIC));
  }

  private static String names(List<TableColumns.Named> columns, ColumnRole role) {
    List<String> names =
        columns.stream().filter(it -> it.role() == role).map(TableColumns.Named::name).toList();
    if (names.isEmpty()) {
      return "none";
    }
    int more = names.size() - MAX_NAMED;
    return names.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
        + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
