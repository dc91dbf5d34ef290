package dev.nightsweep.store.h2;

import dev.nightsweep.process.FailureText;
import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps other processes from a database, whatever is in it, until it is closed: by the lock that H2
 * takes, without H2, which would execute what the file says.
 */
public final class DatabaseHold implements AutoCloseable {
  private final FileChannel locked;

  private DatabaseHold(FileChannel locked) {
    this.locked = locked;
  }

  /**
   * Holds a database file.
   *
   * @throws StoreBusyException if another process has it open
   * @throws StoreException if it cannot be locked
   */
  public static DatabaseHold of(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return new DatabaseHold(channel);
      }
      channel.close();
      throw new DatabaseProblems(file).busy(null);
    } catch (IOException e) {
      throw new StoreException(
          "The database %s cannot be held: %s".formatted(file, FailureText.of(e)), e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      locked.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
