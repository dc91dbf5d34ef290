package dev.nightsweep.store.h2;

import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.jdbc.JdbcException;

/** What H2's exceptions mean. */
final class H2Errors {
  private H2Errors() {}

  /** H2's message without the statement and the code that it appends. */
  static String text(SQLException e) {
    return e instanceof JdbcException h2 ? h2.getOriginalMessage() : e.getMessage();
  }

  /** Whether the database itself failed; otherwise the statement was wrong. */
  static boolean isOfDatabase(SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.IO_EXCEPTION_1,
          ErrorCode.IO_EXCEPTION_2,
          ErrorCode.FILE_CORRUPTED_1,
          ErrorCode.DATABASE_IS_CLOSED,
          ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
          ErrorCode.CONNECTION_BROKEN_1,
          ErrorCode.OBJECT_CLOSED,
          ErrorCode.OUT_OF_MEMORY,
          ErrorCode.GENERAL_ERROR_1 ->
          true;
      default -> false;
    };
  }
}
