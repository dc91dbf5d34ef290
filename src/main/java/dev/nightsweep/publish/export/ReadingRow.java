package dev.nightsweep.publish.export;

import java.util.List;
import java.util.Optional;

/** What a metric read at an epoch, as the end of a row of CSV. */
record ReadingRow(int epoch, String metric, double reading) {
  /** The column whose unit and range depend on the metric. */
  static final String READING = "reading";

  static final List<CsvColumn<ReadingRow>> COLUMNS =
      List.of(
          CsvColumn.integer(
              "epoch", "≥ 1", "The epoch after which it was read.", ReadingRow::epoch),
          CsvColumn.text("metric", "What was read.", ReadingRow::metric),
          new CsvColumn<>(
              READING,
              CsvColumn.Kind.NUMBER,
              "that of the metric",
              "NaN and ±Infinity too",
              "What the metric read.",
              row -> Optional.of(row.reading)));
}
