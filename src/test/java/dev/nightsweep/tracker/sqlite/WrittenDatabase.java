package dev.nightsweep.tracker.sqlite;

import java.io.Closeable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A SQLite database that a test writes. */
public final class WrittenDatabase implements Closeable {
  private final Connection connection;

  public WrittenDatabase(Path file) {
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
      run("PRAGMA synchronous = OFF"); // a test's file need not last
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public WrittenDatabase run(String... statements) {
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
      return this;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
