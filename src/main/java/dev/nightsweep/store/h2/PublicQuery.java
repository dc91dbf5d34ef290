package dev.nightsweep.store.h2;

import dev.nightsweep.store.QueryException;
import dev.nightsweep.store.RowSink;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.h2.api.ErrorCode;

/** A user's read-only SQL query over the public views. */
final class PublicQuery {
  static final Duration MAX_TIME = Duration.ofSeconds(60);

  private final String sql;

  /** {@code views}: the columns of every public view, by its name. */
  private final Map<String, List<String>> views;

  PublicQuery(String sql, Map<String, List<String>> views) {
    this.sql = sql.strip().replaceAll("[;\\s]+$", "");
    this.views = views;
  }

  /**
   * @param connection the reading user's
   * @throws SQLException if the database failed; what is wrong with the query is a QueryException
   */
  void answer(Connection connection, RowSink sink) throws SQLException {
    refuseHiddenSchema();
    try {
      requireOneQuery(connection);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setQueryTimeout((int) MAX_TIME.toSeconds());
        try (ResultSet rows = statement.executeQuery()) {
          hand(rows, sink);
        }
      }
    } catch (SQLException e) {
      throw explain(e);
    } catch (StackOverflowError e) {
      throw QueryException.tooDeep(e);
    }
  }

  /** H2 lets everybody read its own catalogue, so it is refused by name, however it is spelt. */
  private void refuseHiddenSchema() {
    String upper = sql.toUpperCase(Locale.ROOT);
    if (upper.contains("INFORMATION_SCHEMA") || upper.contains("U&\"")) {
      throw new QueryException("H2's own catalogue cannot be queried here. " + listViews());
    }
  }

  /**
   * Refuses all but one single query. What stands after a semicolon would be executed too; as an
   * operand of EXISTS it does not parse. A text that parses both alone and inside the parentheses
   * is one query: to end the inner one early it would need a closing parenthesis that does not
   * parse alone.
   */
  private void requireOneQuery(Connection connection) throws SQLException {
    connection.prepareStatement(sql).close();
    try {
      connection.prepareStatement("SELECT EXISTS (\n" + sql + "\n)").close();
    } catch (SQLException e) {
      throw new QueryException(
          "Only one query at a time (SELECT, WITH, VALUES or TABLE) is answered here.", e);
    }
  }

  private static void hand(ResultSet rows, RowSink sink) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
    }
    sink.columns(names);
    while (rows.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= names.size(); i++) {
        row.add(cell(rows, i));
      }
      sink.row(row);
    }
  }

  private static Object cell(ResultSet row, int column) throws SQLException {
    Object cell = row.getObject(column);
    if (cell instanceof BigDecimal number
        && row.getMetaData().getColumnTypeName(column).equals("DECFLOAT")) {
      return number.doubleValue(); // what AVG and SUM make of doubles
    }
    if (cell == null
        || cell instanceof String
        || cell instanceof Boolean
        || cell instanceof Long
        || cell instanceof Double
        || cell instanceof BigDecimal) {
      return cell;
    } else if (cell instanceof Integer || cell instanceof Short || cell instanceof Byte) {
      return ((Number) cell).longValue();
    } else if (cell instanceof Float real) {
      return real.doubleValue();
    } else if (cell instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    return row.getString(column);
  }

  private QueryException explain(SQLException e) throws SQLException {
    String problem = H2Errors.text(e);
    return switch (e.getErrorCode()) {
      case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1,
          ErrorCode.SCHEMA_NOT_FOUND_1,
          ErrorCode.COLUMN_NOT_FOUND_1 ->
          new QueryException(problem + ". " + listViews(), e);
      case ErrorCode.ADMIN_RIGHTS_REQUIRED, ErrorCode.NOT_ENOUGH_RIGHTS_FOR_1 ->
          new QueryException("Not allowed: queries only read the public views. " + listViews(), e);
      case ErrorCode.STATEMENT_WAS_CANCELED -> QueryException.tookTooLong(MAX_TIME);
      case ErrorCode.OUT_OF_MEMORY -> QueryException.tookTooMuchMemory();
      default -> {
        if (e.getCause() instanceof StackOverflowError) {
          throw QueryException.tooDeep(e);
        }
        if (H2Errors.isOfDatabase(e)) {
          throw e;
        }
        yield new QueryException(problem, e);
      }
    };
  }

  /** The views with their columns, as far as the query speaks of them; otherwise all names. */
  private String listViews() {
    String lower = sql.toLowerCase(Locale.ROOT);
    String named =
        views.entrySet().stream()
            .filter(view -> lower.matches("(?s).*\\b" + view.getKey() + "\\b.*"))
            .map(view -> view.getKey() + view.getValue().stream().collect(inParentheses()))
            .collect(Collectors.joining(", "));
    return named.isEmpty()
        ? "The views are " + String.join(", ", views.keySet()) + "."
        : "Columns: " + named + ".";
  }

  private static java.util.stream.Collector<CharSequence, ?, String> inParentheses() {
    return Collectors.joining(", ", "(", ")");
  }
}
