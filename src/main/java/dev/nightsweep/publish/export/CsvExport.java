package dev.nightsweep.publish.export;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A sweep as tidy CSV: a row for each reading of each epoch of each run. Readings are taken from
 * the store run by run, however many runs there are.
 */
public final class CsvExport {
  private final Store store;
  private final List<RunRow> rows;
  private final ParameterColumns parameters;

  /**
   * @param catalog what the sweep's program declares
   */
  public CsvExport(Store store, SweepRecord sweep, Catalog catalog) {
    this.store = store;
    this.rows = store.runs(sweep.sweepId()).stream().map(run -> RunRow.of(sweep, run)).toList();
    this.parameters = new ParameterColumns(rows, catalog);
  }

  /** Prints the readings. */
  public void write(Appendable out) {
    try {
      print(new SpreadsheetCsv(out), runColumns(RunRow.KEY, parameters.varied(), new HashSet<>()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All runs with all their parameters. */
  CsvTable<RunRow> runs() {
    return new CsvTable<>("runs.csv", runColumns(RunRow.ALL, parameters.all(), ignoringCase()));
  }

  List<RunRow> rows() {
    return rows;
  }

  /** What is the same in all rows of a run, in the file of readings. */
  List<CsvColumn<RunRow>> ofRun() {
    return runColumns(RunRow.FULL_KEY, parameters.varied(), ignoringCase());
  }

  /**
   * Prints the readings.
   *
   * @param ofRun the columns before those of a reading
   * @return the names of all metrics
   */
  Set<String> print(SpreadsheetCsv csv, List<CsvColumn<RunRow>> ofRun) throws IOException {
    CsvTable<RunRow> left = new CsvTable<>("", ofRun);
    CsvTable<ReadingRow> right = new CsvTable<>("", ReadingRow.COLUMNS);
    csv.row(joined(left.head(), right.head()));
    Set<String> metrics = new TreeSet<>();
    for (RunRow row : rows) {
      List<Object> facts = left.cells(row);
      for (Map.Entry<String, List<Point>> curve : store.curves(row.run().runId()).entrySet()) {
        metrics.add(curve.getKey());
        for (Point point : curve.getValue()) {
          csv.row(
              joined(
                  facts,
                  right.cells(new ReadingRow(point.epoch(), curve.getKey(), point.reading()))));
        }
      }
    }
    return metrics;
  }

  /** Names that differ in case alone are one for most databases. */
  private static Set<String> ignoringCase() {
    return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  }

  private List<CsvColumn<RunRow>> runColumns(
      List<CsvColumn<RunRow>> fixed, List<String> names, Set<String> taken) {
    fixed.forEach(column -> taken.add(column.name()));
    ReadingRow.COLUMNS.forEach(column -> taken.add(column.name()));
    List<CsvColumn<RunRow>> columns = new ArrayList<>(fixed);
    columns.addAll(parameters.of(names, taken));
    return columns;
  }

  private static <T> List<T> joined(List<? extends T> left, List<? extends T> right) {
    List<T> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }
}
