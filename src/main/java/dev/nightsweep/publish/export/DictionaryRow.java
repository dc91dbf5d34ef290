package dev.nightsweep.publish.export;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Objective;
import dev.nightsweep.text.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a CSV file, or a metric that stands in one, as a row of the data dictionary.
 *
 * @param ordinal the place of the column in its file, from 1
 * @param metric empty: the row is about the whole column
 */
record DictionaryRow(String file, int ordinal, CsvColumn<?> column, String metric) {
  static final CsvTable<DictionaryRow> TABLE =
      new CsvTable<>(
          "dictionary.csv",
          List.of(
              CsvColumn.text("file", "The file of this export.", DictionaryRow::file),
              CsvColumn.integer(
                  "ordinal", "≥ 1", "The column's place in the file.", DictionaryRow::ordinal),
              CsvColumn.text("name", "The column's name.", row -> row.column.name()),
              CsvColumn.text(
                  "metric",
                  "The metric that the row is about; empty: the whole column.",
                  DictionaryRow::metric),
              CsvColumn.text("type", "What its cells are.", row -> row.column.kind().text()),
              CsvColumn.text("unit", "What they count, if anything.", row -> row.column.unit()),
              CsvColumn.text("range", "Which there may be.", row -> row.column.range()),
              CsvColumn.text("meaning", "What they mean.", row -> row.column.meaning())));

  /** The first line of every dictionary. */
  static final String HEAD = String.join(",", TABLE.head());

  /** All columns of a file. */
  static List<DictionaryRow> of(String file, List<? extends CsvColumn<?>> columns) {
    return of(file, columns, List.of());
  }

  /** All columns of a file that has readings, and what these are of each metric. */
  static List<DictionaryRow> of(
      String file, List<? extends CsvColumn<?>> columns, List<MetricDefinition> metrics) {
    List<DictionaryRow> rows = new ArrayList<>();
    int ordinal = 0;
    for (CsvColumn<?> column : columns) {
      DictionaryRow row = new DictionaryRow(file, ++ordinal, column, "");
      rows.add(row);
      if (column.name().equals(ReadingRow.READING)) {
        metrics.forEach(metric -> rows.add(row.of(metric)));
      }
    }
    return rows;
  }

  static List<DictionaryRow> ofItself() {
    return of(TABLE.file(), TABLE.columns());
  }

  /** What the column's cells are where they are of that metric. */
  private DictionaryRow of(MetricDefinition of) {
    boolean plain = of.unit() == MetricDefinition.Unit.PLAIN;
    CsvColumn<?> described =
        new CsvColumn<>(
            column.name(),
            column.kind(),
            plain ? "" : Labels.word(of.unit()),
            of.isFraction() ? "[0, 1]" : "",
            "Of “%s”, read %s; better if %s."
                .formatted(
                    of.name(),
                    of.perEpoch() ? "after every epoch" : "once, at the last epoch",
                    of.goal() == Objective.Goal.MAXIMIZE ? "higher" : "lower"),
            column.cell());
    return new DictionaryRow(file, ordinal, described, of.name());
  }
}
