package dev.nightsweep.tracker.sqlite;

import java.util.List;

/**
 * Columns of a table, of the rows that were added behind another one.
 *
 * @param table its name; of our own making, as are those of the columns
 * @param afterRow the number of the last row that is known; 0 for all
 */
public record TableQuery(String table, List<String> columns, long afterRow) {
  public TableQuery(String table, List<String> columns) {
    this(table, columns, 0);
  }

  String sql() {
    return "SELECT rowid, %s FROM main.\"%s\" NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?"
        .formatted("\"" + String.join("\", \"", columns) + "\"", table);
  }
}
