package dev.nightsweep.cli;

import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Table;
import dev.nightsweep.publish.export.SpreadsheetCsv;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep query}. */
@Command(
    name = "query",
    description = "Ask the database with SQL, read-only.",
    footer = {
      "",
      "Views:",
      "  sweeps, arms, runs, attempts, run_parameters, events, environments",
      "  metrics, system_metrics: every epoch; readings: each run's last",
      "  times: each run's median training seconds an epoch, where it counts",
      "  contrasts: the verdicts as rows; pairs: what each complete seed says on a contrast",
      "  candidates: what tuned arms tried",
      "  layers, departures: a run's net, and where it departs from the paper",
      "  confusions, predictions: the test images of a run, counted and one by one",
      "",
      "Example:",
      "  nightsweep query \"SELECT arm_id, AVG(reading) FROM runs JOIN metrics USING (run_id)",
      "    WHERE name = 'test_accuracy' GROUP BY arm_id\""
    })
final class QueryCommand extends StoreCommand {
  private static final int MAX_ROWS = 1_000_000;

  @Parameters(paramLabel = "SQL", description = "One SELECT statement.")
  private String sql;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). In csv a text that a spreadsheet",
        "would take for a formula gets an apostrophe before it; json gives it as it is."
      })
  private Format format;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  /** How the rows are printed. */
  enum Format {
    table,
    csv,
    json
  }

  @Override
  public Integer answer(Store store) {
    Table table = store.sql().orElseThrow().query(sql, MAX_ROWS);
    switch (json ? Format.json : format) {
      case table -> printTable(table);
      case csv -> printCsv(table);
      case json ->
          console()
              .result(Json.pretty(table.rows().stream().map(row -> fields(table, row)).toList()));
    }
    return ExitCode.DONE;
  }

  private void printTable(Table table) {
    TextTable text = new TextTable(table.columns());
    table.rows().forEach(row -> text.row(row.stream().map(QueryCommand::cell).toList()));
    console().result(text);
    console().message("(%d rows)".formatted(table.rows().size()));
  }

  private void printCsv(Table table) {
    try {
      SpreadsheetCsv csv = new SpreadsheetCsv(console().data());
      csv.row(table.columns());
      for (List<Object> row : table.rows()) {
        csv.row(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> fields(Table table, List<Object> row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      fields.put(table.columns().get(i), row.get(i));
    }
    return fields;
  }

  private static String cell(Object value) {
    return Objects.toString(value, "–");
  }
}
