package dev.nightsweep.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the errors of a database whose file could not grow. */
class H2ErrorsTest {
  @TempDir private Path folder;

  @Test
  void whoComesAfterTheWriteThatFailedIsToldOfTheDiskToo() throws SQLException {
    SQLException late = afterAFailedWrite();
    assertThat(H2Errors.isOfDatabase(late)).isTrue();
    assertThat(H2Errors.sentence(late))
        .isEqualTo("it closed when an earlier write failed. Is the disk full?");
  }

  @Test
  void theWriteItselfSaysWhatTheFileSystemSaid() {
    SQLException first =
        new SQLException("x", "90031", ErrorCode.IO_EXCEPTION_2, new IOException("File too large"));
    assertThat(H2Errors.sentence(first)).isEqualTo("File too large. Is the disk full?");
  }

  /** The store is closed under a connection, as it closes itself. */
  private SQLException afterAFailedWrite() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:h2:" + folder.resolve("db"));
    Statement statement = connection.createStatement();
    statement.execute("CREATE TABLE t (a INT)");
    connection.setAutoCommit(false);
    statement.execute("INSERT INTO t VALUES (1)");
    ((SessionLocal) ((JdbcConnection) connection).getSession())
        .getDatabase()
        .getStore()
        .getMvStore()
        .closeImmediately();
    try {
      statement.execute("INSERT INTO t VALUES (2)");
      statement.execute("SELECT * FROM t");
      connection.commit();
    } catch (SQLException e) {
      return e;
    }
    throw new AssertionError("the store is closed, and nobody is told");
  }
}
