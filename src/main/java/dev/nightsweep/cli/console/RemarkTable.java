package dev.nightsweep.cli.console;

import dev.nightsweep.model.Entry;
import java.util.List;
import java.util.Optional;

/** What is doubtful about the metrics that programs report. */
public final class RemarkTable {
  /** So many are told; {@code query} has them all. */
  static final int MAX_REMARKS = 20;

  private RemarkTable() {}

  /** The first of a sweep or a run, and how many more there are; empty if there are none. */
  public static Optional<String> of(List<Entry.Noted> notes) {
    List<Entry.Noted> remarks = notes.stream().filter(Entry.Noted::isOfMetrics).toList();
    TextTable table = new TextTable("RUN", "REMARK");
    remarks.stream()
        .limit(MAX_REMARKS)
        .forEach(note -> table.row(note.runId().orElseThrow(), note.message()));
    return remarks.isEmpty()
        ? Optional.empty()
        : Optional.of("%n%s%s".formatted(table, more(remarks.size())));
  }

  /** A line on those that are not shown, or nothing. */
  static String more(int remarks) {
    return remarks <= MAX_REMARKS
        ? ""
        : "%nand %,d more: nightsweep query \"SELECT run_id, message FROM events WHERE kind LIKE 'metric_%%'\""
            .formatted(remarks - MAX_REMARKS);
  }
}
