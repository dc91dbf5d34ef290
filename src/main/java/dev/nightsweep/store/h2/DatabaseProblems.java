package dev.nightsweep.store.h2;

import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.StoreOutdatedException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/** Why a database file cannot be opened, and what to do. */
record DatabaseProblems(Path file) {
  private static final String REBUILD =
      " `nightsweep rebuild` builds a new one from the journals and keeps this file.";

  StoreException explain(SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 -> busy(e);
      case ErrorCode.FILE_CORRUPTED_1 -> damaged(e);
      case ErrorCode.WRONG_USER_OR_PASSWORD ->
          new StoreException(
              "The database %s has another owner or password than Nightsweep gave it.%s"
                  .formatted(file, REBUILD),
              e);
      default ->
          new StoreException(
              "The database %s cannot be opened: %s.%s%s"
                  .formatted(
                      file,
                      H2Errors.text(e),
                      H2Errors.ofFile(e).isPresent()
                          ? " If the disk is full, make room; if not:"
                          : "",
                      REBUILD),
              e);
    };
  }

  StoreException newer() {
    return new StoreException(
        "The database %s was written by a newer Nightsweep. Use that version; or%s"
            .formatted(file, REBUILD));
  }

  StoreException outdated() {
    return new StoreOutdatedException(
        "The database %s was not made by this version: by an earlier version of Nightsweep, or by something else.%s"
            .formatted(file, REBUILD));
  }

  StoreException busy(Exception e) {
    return new StoreBusyException(
        "The database %s is open in another process; end that, or ask it.".formatted(file), e);
  }

  StoreException damaged(Exception e) {
    return new StoreException("The database %s is damaged.%s".formatted(file, REBUILD), e);
  }

  StoreException foreign() {
    return new StoreException(
        "The database %s was not made by Nightsweep. Choose another results folder; or%s"
            .formatted(file, REBUILD));
  }

  StoreException empty() {
    return new StoreException("The database %s is empty (0 bytes).%s".formatted(file, REBUILD));
  }
}
