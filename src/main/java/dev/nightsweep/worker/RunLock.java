package dev.nightsweep.worker;

import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A worker's lock on a run. A worker outlives a killed parent by some seconds, and the next session
 * may be under way by then: its worker waits, for two that wrote would cut off each other's lines.
 */
final class RunLock implements AutoCloseable {
  /** Behind the end of any log, so that where locks bind everybody the log can still be written. */
  private static final long PLACE = Long.MAX_VALUE - 1;

  private final Path folder;
  private final FileChannel channel;

  private RunLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Waits until no other process has the run. The lock is on its log, which no worker opens
   * otherwise: closing a file gives up all locks that the process has on it.
   */
  static RunLock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("worker.log"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.lock(PLACE, 1, false);
      return new RunLock(folder, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Where the run's journal is written. */
  Path journal() {
    return ResultsFolder.runJournal(folder);
  }

  /** Lets the next one have it; so does the end of the process, however it comes. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
