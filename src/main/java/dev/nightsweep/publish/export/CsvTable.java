package dev.nightsweep.publish.export;

import java.io.IOException;
import java.util.List;

/** A CSV file as its columns declare it. */
record CsvTable<R>(String file, List<CsvColumn<R>> columns) {
  CsvTable {
    columns = List.copyOf(columns);
  }

  List<String> head() {
    return columns.stream().map(CsvColumn::name).toList();
  }

  List<Object> cells(R row) {
    return columns.stream().map(column -> column.of(row)).toList();
  }

  /** Prints the head and all rows; returns how many rows. */
  long print(SpreadsheetCsv csv, Iterable<R> rows) throws IOException {
    csv.row(head());
    long printed = 0;
    for (R row : rows) {
      csv.row(cells(row));
      printed++;
    }
    return printed;
  }
}
