package dev.nightsweep.store.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Holds every index against its table: the same rows, whichever of the two is gone through, and
 * each of them found when it is looked for. H2 checks neither, and answers from a damaged index
 * without a word.
 */
final class IndexCheck {
  private final Statements statements;

  IndexCheck(Statements statements) {
    this.statements = statements;
  }

  /** An index with its table and columns, as they are written in a statement. */
  private record Index(String table, String name) {}

  /** Rows, counted and added up in a way that does not depend on their order. */
  private record Sum(long rows, long hashes) {}

  /** What is found under some values of an index's columns. */
  private record Group(List<Object> values, long rows) {}

  List<String> contradictions() throws SQLException {
    List<String> found = new ArrayList<>();
    for (Map.Entry<Index, List<String>> index : indexes().entrySet()) {
      if (!agrees(index.getKey(), index.getValue()) || !finds(index.getKey(), index.getValue())) {
        found.add(
            "The index of %s by %s does not agree with the table."
                .formatted(index.getKey().table(), String.join(", ", index.getValue())));
      }
    }
    return found;
  }

  private Map<Index, List<String>> indexes() throws SQLException {
    Map<Index, List<String>> indexes = new LinkedHashMap<>();
    statements.forEach(
        row ->
            indexes
                .computeIfAbsent(
                    new Index(
                        "nightsweep.\"%s\"".formatted(row.getString(1)),
                        "\"%s\"".formatted(row.getString(2))),
                    key -> new ArrayList<>())
                .add("\"%s\"".formatted(row.getString(3))),
        """
        SELECT table_name, index_name, column_name FROM information_schema.index_columns
        WHERE table_schema = 'NIGHTSWEEP' ORDER BY table_name, index_name, ordinal_position
        """);
    return indexes;
  }

  /** Whether both hold the same rows. Only an order by row keeps H2 from an index that covers. */
  private boolean agrees(Index index, List<String> columns) throws SQLException {
    String list = String.join(", ", columns);
    String rows = "SELECT %s, _ROWID_ FROM %s USE INDEX (%s) ORDER BY %s";
    Sum inTable = sum(rows.formatted(list, index.table(), "", "_ROWID_"), columns.size() + 1);
    Sum inIndex = sum(rows.formatted(list, index.table(), index.name(), list), columns.size() + 1);
    return inTable.equals(inIndex);
  }

  private Sum sum(String sql, int columns) throws SQLException {
    long[] sum = new long[2];
    statements.forEach(
        row -> {
          sum[0]++;
          sum[1] += cells(row, columns).hashCode() * 0x9E37_79B9_7F4A_7C15L;
        },
        sql);
    return new Sum(sum[0], sum[1]);
  }

  /**
   * Whether the ways down through the index, by its first columns and by all, lead to every row.
   */
  private boolean finds(Index index, List<String> columns) throws SQLException {
    for (int leading = 1; leading <= columns.size(); leading++) {
      if (!findsBy(columns.subList(0, leading), index)) {
        return false;
      }
    }
    return true;
  }

  private boolean findsBy(List<String> columns, Index index) throws SQLException {
    String list = String.join(", ", columns);
    List<Group> lost = new ArrayList<>();
    String look =
        columns.stream()
            .map(column -> column + " = ?")
            .collect(
                Collectors.joining(
                    " AND ",
                    "SELECT COUNT(*) FROM %s USE INDEX (%s) WHERE "
                        .formatted(index.table(), index.name()),
                    ""));
    statements.forEach(
        row -> {
          Group group = new Group(cells(row, columns.size()), row.getLong(columns.size() + 1));
          if (!group.values().contains(null) && rowsOf(group, look) != group.rows()) {
            lost.add(group);
          }
        },
        "SELECT %s, COUNT(*) FROM %s GROUP BY %s".formatted(list, index.table(), list));
    return lost.isEmpty();
  }

  private long rowsOf(Group group, String look) throws SQLException {
    return statements.list(row -> row.getLong(1), look, group.values().toArray()).get(0);
  }

  private static List<Object> cells(ResultSet row, int columns) throws SQLException {
    List<Object> cells = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      cells.add(row.getObject(i));
    }
    return cells;
  }
}
