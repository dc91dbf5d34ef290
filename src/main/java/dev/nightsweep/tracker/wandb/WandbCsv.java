package dev.nightsweep.tracker.wandb;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.table.Cell;
import dev.nightsweep.tracker.table.CsvRunTable;
import dev.nightsweep.tracker.table.RunTable;
import dev.nightsweep.tracker.table.TableRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What W&B's pages give out as CSV: the table of runs, which has a row for each with its
 * configuration and its last metrics; or a chart, which has a column for each run and metric.
 */
public final class WandbCsv {
  private static final String NAME = "Name";
  private static final String ID = "ID";
  private static final String STATE = "State";

  /** What W&B calls its own columns, and what they are called here. */
  private static final Map<String, String> OWN =
      Map.of(
          NAME,
          "run_name",
          "State",
          "state",
          "Notes",
          "label.notes",
          "User",
          "label.user",
          "Tags",
          "label.tags",
          "Created",
          "created",
          "Sweep",
          "label.sweep",
          "Group",
          "label.group",
          "Job Type",
          "label.job_type");

  /** Also W&B's own, of which nothing is kept. */
  private static final Set<String> PASSED =
      Set.of(
          "runtime",
          "end time",
          "updated",
          "hostname",
          "gpu type",
          "gpu count",
          "description",
          "commit",
          "github");

  private WandbCsv() {}

  public static FoundRuns read(Path file) throws IOException {
    RunTable table = CsvRunTable.read(file);
    FoundRuns found =
        WandbChart.isOne(table)
            ? new WandbChart(table).runs()
            : TableRuns.ofOneRowEach(ofRuns(table));
    return table.columns().contains(STATE) ? found : UntoldEnds.finished(found);
  }

  private static RunTable ofRuns(RunTable table) {
    List<Integer> kept = new ArrayList<>();
    List<String> columns = new ArrayList<>(List.of("run_id"));
    for (int i = 0; i < table.columns().size(); i++) {
      String column = table.columns().get(i);
      if (!column.startsWith("_")
          && !column.equals(ID)
          && !PASSED.contains(column.toLowerCase(Locale.ROOT))) {
        kept.add(i);
        columns.add(OWN.getOrDefault(column, column));
      }
    }
    List<RunTable.Row> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (RunTable.Row row : table.rows()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(id(table, row, ids))));
      kept.forEach(column -> cells.add(row.cell(column)));
      rows.add(new RunTable.Row(row.number(), cells));
    }
    return new RunTable(table.file(), columns, rows, table.remarks());
  }

  /** W&B's names need not differ. */
  private static String id(RunTable table, RunTable.Row row, Set<String> ids) {
    Cell id = row.cell(table.columns().indexOf(ID));
    String name = id.text().isEmpty() ? row.cell(table.columns().indexOf(NAME)).text() : id.text();
    if (name.isEmpty() || !ids.add(name)) {
      name = "%s (row %d)".formatted(name.isEmpty() ? "run" : name, row.number());
    }
    return name;
  }
}
