package dev.nightsweep.tracker.table;

import java.nio.file.Path;
import java.util.List;

/**
 * A table as it was read.
 *
 * @param columns their names, each once
 * @param remarks what of it was passed over, in sentences
 */
public record RunTable(Path file, List<String> columns, List<Row> rows, List<String> remarks) {

  /**
   * One of its rows.
   *
   * @param number the first below the columns' names has 2, as in a spreadsheet
   * @param cells the last ones may be missing
   */
  public record Row(int number, List<Cell> cells) {
    public Cell cell(int column) {
      return column >= 0 && column < cells.size() ? cells.get(column) : Cell.NOTHING;
    }
  }
}
