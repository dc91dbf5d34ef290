package dev.nightsweep.tracker.wandb;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.NamedPairs;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.table.Cell;
import dev.nightsweep.tracker.table.RunTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A chart of W&B as CSV: the steps, and for each run and metric a column {@code run - metric},
 * beside which stand the smallest and the largest value of as many steps as were made one.
 */
final class WandbChart {
  private static final String BETWEEN = " - ";
  private static final String LEAST = "__MIN";
  private static final String MOST = "__MAX";
  private static final String GROUP = "Group: ";

  private final RunTable table;
  private final Map<String, List<TrackedFact>> runs = new LinkedHashMap<>();
  private final TreeSet<String> thinned = new TreeSet<>();

  WandbChart(RunTable table) {
    this.table = table;
  }

  static boolean isOne(RunTable table) {
    List<String> columns = table.columns();
    return columns.size() > 1
        && !columns.get(0).contains(BETWEEN)
        && columns.stream().skip(1).allMatch(column -> column.contains(BETWEEN));
  }

  FoundRuns runs() throws UnreadableRunException {
    List<String> columns = table.columns();
    for (int i = 1; i < columns.size(); i++) {
      String column = columns.get(i);
      if (column.endsWith(LEAST) || column.endsWith(MOST)) {
        continue;
      } else if (column.startsWith(GROUP)) {
        throw unreadable(
            "it is a chart of groups, “%s”, not of runs. Ungroup the runs and save it anew"
                .formatted(column));
      }
      add(column, i);
    }
    List<String> remarks = new ArrayList<>(table.remarks());
    remarks.add(
        "A chart of W&B tells nothing of parameters but what the runs' names say as name=value. The table of runs tells them.");
    if (!thinned.isEmpty()) {
      remarks.add("W&B made one value of several steps each in “%s”.".formatted(thinned.first()));
    }
    return new FoundRuns(
        runs.entrySet().stream().map(run -> new TrackedRun(run.getKey(), run.getValue())).toList(),
        remarks);
  }

  private void add(String column, int index) throws UnreadableRunException {
    int between = column.lastIndexOf(BETWEEN);
    String run = column.substring(0, between);
    String metric = column.substring(between + BETWEEN.length());
    if (metric.startsWith("_")) {
      return; // W&B's own
    }
    List<TrackedFact> facts = runs.computeIfAbsent(run, WandbChart::begun);
    int least = table.columns().indexOf(column + LEAST);
    int most = table.columns().indexOf(column + MOST);
    for (RunTable.Row row : table.rows()) {
      Cell value = row.cell(index);
      if (!value.isNothing()) {
        facts.add(
            new TrackedFact.Point(
                metric, step(row), number(row, value, column), TrackedFact.NO_TIME));
        if (differs(value, row.cell(least)) || differs(value, row.cell(most))) {
          thinned.add(column);
        }
      }
    }
  }

  private static boolean differs(Cell value, Cell other) {
    return other.isNumeric() && !other.same(value);
  }

  private static List<TrackedFact> begun(String run) {
    List<TrackedFact> facts = new ArrayList<>(List.of(new TrackedFact.Label("name", run)));
    facts.addAll(NamedPairs.in(run));
    return facts;
  }

  private long step(RunTable.Row row) throws UnreadableRunException {
    Cell step = row.cell(0);
    if (!step.isWhole() || step.number() < 0) {
      throw unreadable(
          "row %d has “%s” as “%s”, and only whole steps can be compared. Draw the chart over steps or epochs"
              .formatted(row.number(), step.text(), table.columns().get(0)));
    }
    return (long) step.number();
  }

  private double number(RunTable.Row row, Cell value, String column) throws UnreadableRunException {
    if (!value.isNumeric()) {
      throw unreadable(
          "row %d has “%s” in “%s”, which is no number"
              .formatted(row.number(), value.text(), column));
    }
    return value.number();
  }

  private UnreadableRunException unreadable(String why) {
    return new UnreadableRunException(table.file(), why);
  }
}
