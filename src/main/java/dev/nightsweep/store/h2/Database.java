package dev.nightsweep.store.h2;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.engine.Constants;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The connections to an open database. The writer's is the first and the last: H2 closes the file
 * with it.
 */
final class Database implements AutoCloseable {
  static final String OWNER = "NIGHTSWEEP";
  private static final String READER = "READER";
  private static final int MAX_READERS = 8;

  private final String url;
  private final Connection writer;
  private final Statements writing;
  private final JdbcConnectionPool readers;

  /**
   * @param url without settings
   * @param writer the owner's connection, open
   */
  Database(String url, Connection writer) throws SQLException {
    this.url = url;
    this.writer = writer;
    writer.setAutoCommit(false);
    writing = new Statements(writer);
    readers = JdbcConnectionPool.create(url, OWNER, "");
    readers.setMaxConnections(MAX_READERS);
  }

  Connection writer() {
    return writer;
  }

  /** The writer's statements, prepared once for all its batches. */
  Statements writing() {
    return writing;
  }

  /** A connection that sees one state of the database until it is closed. */
  Connection reader() throws SQLException {
    Connection connection = readers.getConnection();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Constants.TRANSACTION_SNAPSHOT);
    return connection;
  }

  /**
   * A connection of the user who may only read the public views. A new one every time, for a
   * statement may change its session.
   */
  Connection queryUser() throws SQLException {
    return DriverManager.getConnection(url, READER, "");
  }

  /** H2 closes a database by itself when its file fails. */
  boolean isAlive() {
    try {
      return writer.isValid(0);
    } catch (SQLException e) {
      return false;
    }
  }

  /** How many connections of the pool are in use. */
  int connectionsInUse() {
    return readers.getActiveConnections();
  }

  @Override
  public void close() throws SQLException {
    readers.dispose();
    writer.close();
  }
}
