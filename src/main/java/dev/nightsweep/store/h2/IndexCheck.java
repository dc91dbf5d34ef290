package dev.nightsweep.store.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds every index against its table: the same rows, whichever of the two is gone through. H2
 * checks neither, and answers from a damaged one without a word.
 */
final class IndexCheck {
  private final Statements statements;

  IndexCheck(Statements statements) {
    this.statements = statements;
  }

  /** Rows, counted and added up in a way that does not depend on their order. */
  private record Sum(long rows, long hashes) {}

  List<String> contradictions() throws SQLException {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, List<String>> index : indexes().entrySet()) {
      String table = index.getKey().substring(0, index.getKey().indexOf(' '));
      String columns = String.join(", ", index.getValue());
      String scan = "SELECT %s FROM %s".formatted(columns, table);
      Sum inTable = sum(scan, index.getValue().size());
      Sum inIndex = sum(scan + " ORDER BY " + columns, index.getValue().size());
      if (!inTable.equals(inIndex)) {
        found.add(
            "The index of %s by %s does not agree with the table (%d rows, not %d)."
                .formatted(table, columns, inIndex.rows(), inTable.rows()));
      }
    }
    return found;
  }

  /** The columns of every index, by its table and name. */
  private Map<String, List<String>> indexes() throws SQLException {
    Map<String, List<String>> indexes = new LinkedHashMap<>();
    statements.list(
        row ->
            indexes
                .computeIfAbsent(
                    "nightsweep.\"%s\" %s".formatted(row.getString(1), row.getString(2)),
                    key -> new ArrayList<>())
                .add("\"%s\"".formatted(row.getString(3))),
        """
        SELECT table_name, index_name, column_name FROM information_schema.index_columns
        WHERE table_schema = 'NIGHTSWEEP' ORDER BY table_name, index_name, ordinal_position
        """);
    return indexes;
  }

  private Sum sum(String sql, int columns) throws SQLException {
    long[] sum = new long[2];
    statements.forEach(
        row -> {
          sum[0]++;
          sum[1] += hash(row, columns);
        },
        sql);
    return new Sum(sum[0], sum[1]);
  }

  private static long hash(ResultSet row, int columns) throws SQLException {
    Object[] cells = new Object[columns];
    for (int i = 0; i < columns; i++) {
      cells[i] = row.getObject(i + 1);
    }
    return Arrays.hashCode(cells) * 0x9E37_79B9_7F4A_7C15L;
  }
}
