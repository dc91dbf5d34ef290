package dev.nightsweep.tracker.sqlite;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown where another process has a database for itself, or has left it amid a change. */
public final class DatabaseBusyException extends IOException {
  private static final long serialVersionUID = 1L;
  private final boolean left;

  private DatabaseBusyException(Path file, String why, boolean left, Throwable cause) {
    super("%s cannot be read now: %s.".formatted(file, why), cause);
    this.left = left;
  }

  static DatabaseBusyException taken(Path file, Throwable cause) {
    return new DatabaseBusyException(
        file, "another program has it for itself; wait until that has ended", false, cause);
  }

  static DatabaseBusyException left(Path file, Throwable cause) {
    return new DatabaseBusyException(
        file,
        "who wrote it was ended amid a change; have the library that wrote it open it once",
        true,
        cause);
  }

  /** Whether its last change was begun and never ended, as by a program that was killed. */
  public boolean isLeft() {
    return left;
  }
}
