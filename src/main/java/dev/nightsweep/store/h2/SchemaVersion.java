package dev.nightsweep.store.h2;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.commons.codec.digest.DigestUtils;
import org.h2.api.ErrorCode;

/** Which tables and views a database has. One row says it, written last when they are made. */
enum SchemaVersion {
  /** Made by this program's script. */
  THIS,
  /** Made by an earlier version, or by a script that was edited since. */
  OLDER,
  /** Made by a later version. */
  NEWER,
  /** A new file, or a first opening that was cut short: there is nothing worth keeping. */
  UNFINISHED;

  /** Raised with every released change of the script. Version 1 had no such row. */
  static final int NUMBER = 2;

  /** Before version 2 the tables were made by Flyway, which kept this table of its own. */
  private static final String VERSION_1 =
      """
      SELECT 1 FROM information_schema.tables
      WHERE table_schema = 'NIGHTSWEEP' AND table_name = 'schema_version'
      """;

  static SchemaVersion of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM nightsweep.version")) {
      if (!row.next()) {
        return UNFINISHED;
      }
      int number = row.getInt("version");
      if (number > NUMBER) {
        return NEWER;
      }
      boolean same =
          number == NUMBER && row.getString("script").equals(DigestUtils.sha256Hex(script()));
      return same ? THIS : OLDER;
    } catch (SQLException e) {
      return switch (e.getErrorCode()) {
        case ErrorCode.SCHEMA_NOT_FOUND_1,
            ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
            ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1 ->
            isVersion1(connection) ? OLDER : UNFINISHED;
        default -> throw e;
      };
    }
  }

  private static boolean isVersion1(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet table = statement.executeQuery(VERSION_1)) {
      return table.next();
    }
  }

  /** Makes the tables and views; the connection sees them by their plain names. */
  static void create(Connection connection) throws SQLException {
    String script = script();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP ALL OBJECTS");
      statement.execute("CREATE SCHEMA nightsweep");
      statement.execute("SET SCHEMA nightsweep");
      statement.execute(script);
      statement.execute("CREATE TABLE version(version INTEGER NOT NULL, script VARCHAR NOT NULL)");
      statement.execute(
          "INSERT INTO version VALUES(%d, '%s')".formatted(NUMBER, DigestUtils.sha256Hex(script)));
    }
  }

  /** The statements that make the tables and views. */
  static String script() {
    try (InputStream in = SchemaVersion.class.getResourceAsStream("schema.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the database's script from the class path", e);
    }
  }
}
