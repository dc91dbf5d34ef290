package dev.nightsweep.tracker.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a table, by what their names say. */
final class TableColumns {
  private static final List<ColumnRole> OF_RUN =
      List.of(
          ColumnRole.RUN, ColumnRole.NAME, ColumnRole.STATE, ColumnRole.STARTED, ColumnRole.ENDED);

  private final Map<ColumnRole, Integer> single = new EnumMap<>(ColumnRole.class);
  private final List<Named> others = new ArrayList<>();

  /**
   * A column with a value of the run.
   *
   * @param name without what says its role
   */
  record Named(int index, String name, ColumnRole role) {}

  /**
   * @param oneRow whether a run has one row, so that no column tells its rows apart
   */
  TableColumns(List<String> names, boolean oneRow) {
    List<String> left = new ArrayList<>(names);
    OF_RUN.forEach(role -> role.in(left).ifPresent(name -> take(role, name, names, left)));
    if (!oneRow) {
      ofRows(names, left);
    }
    for (String name : left) {
      Map.Entry<ColumnRole, String> role = ColumnRole.byPrefix(name);
      others.add(new Named(names.indexOf(name), role.getValue(), role.getKey()));
    }
  }

  private void ofRows(List<String> names, List<String> left) {
    for (ColumnRole role : List.of(ColumnRole.TIME, ColumnRole.STEP)) {
      role.in(left).ifPresent(name -> take(role, name, names, left));
    }
    Optional<String> metric = ColumnRole.METRIC_NAME.in(left);
    Optional<String> value = ColumnRole.METRIC_VALUE.in(left);
    if (metric.isPresent() && value.isPresent()) {
      take(ColumnRole.METRIC_NAME, metric.get(), names, left);
      take(ColumnRole.METRIC_VALUE, value.get(), names, left);
    }
  }

  private void take(ColumnRole role, String name, List<String> names, List<String> left) {
    single.put(role, names.indexOf(name));
    left.remove(name);
  }

  boolean has(ColumnRole role) {
    return single.containsKey(role);
  }

  /** What a row has in the one column of that role; nothing if there is none. */
  Cell cell(RunTable.Row row, ColumnRole role) {
    return row.cell(single.getOrDefault(role, -1));
  }

  /** Those that are none of the single ones. */
  List<Named> others() {
    return others;
  }

  boolean hasOther(ColumnRole role) {
    return others.stream().anyMatch(column -> column.role() == role);
  }
}
