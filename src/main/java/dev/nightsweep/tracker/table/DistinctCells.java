package dev.nightsweep.tracker.table;

import java.util.ArrayList;
import java.util.List;

/** The different values that the rows of a run have in a column; empty cells are none. */
final class DistinctCells {
  private DistinctCells() {}

  static List<Cell> of(List<RunTable.Row> rows, int column) {
    List<Cell> values = new ArrayList<>();
    for (RunTable.Row row : rows) {
      Cell cell = row.cell(column);
      if (!cell.isNothing() && values.stream().noneMatch(cell::same)) {
        values.add(cell);
        if (values.size() > 1) {
          return values; // two are enough to tell
        }
      }
    }
    return values;
  }
}
