package dev.nightsweep.store.h2;

import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Copies a database that another process may be writing to. A copy is whole if nothing was written
 * meanwhile; as the writer commits a few times a second, that comes soon. Should it not, because
 * the file is large and the writer busy, H2 finds the last state in the copy that has all its
 * parts, as it does after a power failure.
 */
public final class DatabaseCopy {
  private static final int MAX_TRIES = 20;

  /** Longer than the ticks in which file systems count the time of the last change. */
  private static final Duration TICK = Duration.ofMillis(15);

  private final Path file;
  private final Path copy;

  /** When the file was last written, and how long it was then. */
  private record State(FileTime modified, long size) {}

  private DatabaseCopy(Path file, Path copy) {
    this.file = file;
    this.copy = copy;
  }

  /**
   * Opens a copy of a results folder's database as it is now, whoever has it open.
   *
   * @param scratch where the copy goes
   * @throws StoreException if it cannot be copied or used
   */
  public static H2Store open(Path results, Path scratch) {
    new DatabaseCopy(new DatabaseFile(results).path(), new DatabaseFile(scratch).path()).make();
    return H2Store.open(scratch);
  }

  private void make() {
    try {
      for (int tries = 1; !isWhole() && tries < MAX_TRIES; tries++) {
        LockSupport.parkNanos(TICK.toNanos());
      }
    } catch (IOException e) {
      throw new StoreException(
          "The database %s could not be copied to %s: %s".formatted(file, copy, e), e);
    }
  }

  private boolean isWhole() throws IOException {
    State before = state();
    LockSupport.parkNanos(TICK.toNanos());
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    return state().equals(before);
  }

  private State state() throws IOException {
    return new State(Files.getLastModifiedTime(file), Files.size(file));
  }
}
