package dev.nightsweep.store.h2;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.h2.jdbc.JdbcException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** What H2's exceptions mean. */
final class H2Errors {
  private H2Errors() {}

  /** What the file system says; else H2's message without the statement and the code behind it. */
  static String text(SQLException e) {
    String message = e instanceof JdbcException h2 ? h2.getOriginalMessage() : e.getMessage();
    return ofFile(e)
        .map(Throwable::getMessage)
        .orElse(isClosed(e) ? "it closed when an earlier write failed" : message);
  }

  /** The same with what may be the cause of it. */
  static String sentence(SQLException e) {
    return text(e) + (ofFile(e).isPresent() || isClosed(e) ? ". Is the disk full?" : ".");
  }

  /** Why the file could not be read or written, if it is that. */
  static Optional<Throwable> ofFile(SQLException e) {
    return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
        .filter(IOException.class::isInstance)
        .findFirst();
  }

  /** H2's store closes itself when a write fails; whoever comes next is told only that. */
  private static boolean isClosed(SQLException e) {
    return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof MVStoreException store
                    && store.getErrorCode() == DataUtils.ERROR_CLOSED);
  }

  /** Whether what was to be written does not fit: it is too long, or contradicts what is there. */
  static boolean isOfContent(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("22") || state.startsWith("23");
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
