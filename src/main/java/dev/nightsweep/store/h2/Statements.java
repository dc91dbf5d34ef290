package dev.nightsweep.store.h2;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The prepared statements of one piece of work on a connection, each prepared once. */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> bySql = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of the row that the result set stands on. */
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** Executes a change and returns how many rows it changed. */
  int update(String sql, Object... parameters) throws SQLException {
    return prepare(sql, parameters).executeUpdate();
  }

  <T> List<T> list(RowMapper<T> mapper, String sql, Object... parameters) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = prepare(sql, parameters).executeQuery()) {
      while (rows.next()) {
        found.add(mapper.map(rows));
      }
    }
    return found;
  }

  /** Work on the row that the result set stands on. */
  interface RowWork {
    void on(ResultSet row) throws SQLException;
  }

  /** Works on each row as it comes; none is kept. */
  void forEach(RowWork work, String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = prepare(sql, parameters);
    statement.setFetchSize(1_000);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        work.on(rows);
      }
    }
  }

  <T> Optional<T> first(RowMapper<T> mapper, String sql, Object... parameters) throws SQLException {
    return list(mapper, sql, parameters).stream().findFirst();
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = bySql.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      bySql.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : bySql.values()) {
      statement.close();
    }
  }
}
