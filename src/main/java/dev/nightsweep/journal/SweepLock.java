package dev.nightsweep.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a sweep's journal, which one session has at a time: two that wrote would
 * overwrite each other's lines. It ends with the process, however that ends.
 */
public final class SweepLock implements AutoCloseable {
  private static final String FILE = ".lock";

  /**
   * The folders whose locks this process has. A system's lock is the whole process's: it would be
   * given to a second taker, and given up when that one closes its file.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path sweep;
  private final FileChannel channel;

  private SweepLock(Path sweep, FileChannel channel) {
    this.sweep = sweep;
    this.channel = channel;
  }

  /**
   * Takes the lock of the sweep in a folder.
   *
   * @throws JournalBusyException if another session has it
   */
  public static SweepLock take(Path folder) throws IOException {
    Path sweep = folder.toRealPath();
    if (!OURS.add(sweep)) {
      throw new JournalBusyException(sweep);
    }
    try {
      return new SweepLock(sweep, locked(sweep));
    } catch (IOException | RuntimeException e) {
      OURS.remove(sweep);
      throw e;
    }
  }

  private static FileChannel locked(Path sweep) throws IOException {
    FileChannel channel =
        FileChannel.open(
            sweep.resolve(FILE),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new JournalBusyException(sweep);
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether it is the lock of that journal. */
  boolean isOf(Path journal) throws IOException {
    return Files.isSameFile(journal.toAbsolutePath().getParent(), sweep);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OURS.remove(sweep);
    }
  }
}
