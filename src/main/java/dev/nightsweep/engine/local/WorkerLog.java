package dev.nightsweep.engine.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a worker prints, into the log of the run it has; the last lines are kept at hand. What a log
 * holds that has grown too large goes to {@code worker.log.1}, in the place of what was there:
 * twice that much is kept of a run at most, and the log says so. The file itself stays: the
 * worker's lock on the run is on it.
 */
final class WorkerLog {
  static final long MAX_BYTES = 5L << 20;
  private static final int TAIL_LINES = 20;

  private final long maxBytes;
  private final Deque<String> tail = new ArrayDeque<>();
  private Path path;
  private FileChannel file;
  private long size;

  WorkerLog() {
    this(MAX_BYTES);
  }

  WorkerLog(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** From now on lines go to that file, behind what an earlier attempt left there. */
  synchronized void switchTo(Path log) {
    close();
    path = log;
    try {
      Files.createDirectories(log.getParent());
      open();
    } catch (IOException e) {
      add("(no log file: " + e.getMessage() + ")");
    }
    tail.clear();
  }

  private void open() throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    size = file.size();
  }

  synchronized void add(String line) {
    tail.add(line);
    if (tail.size() > TAIL_LINES) {
      tail.remove();
    }
    if (file == null) {
      return;
    }
    try {
      if (size > maxBytes) {
        rotate();
      }
      write(line);
    } catch (IOException e) {
      file = null; // a full disk must not cost the run; the tail goes on
      tail.add("(the log file broke off: " + e.getMessage() + ")");
    }
  }

  private void rotate() throws IOException {
    Path older = path.resolveSibling(path.getFileName() + ".1");
    Files.copy(path, older, StandardCopyOption.REPLACE_EXISTING);
    file.truncate(0);
    size = 0;
    write(
        "(the lines before these are in %s, and what came before those is not kept: %d MB of a run's log are)"
            .formatted(older.getFileName(), (2 * maxBytes) >> 20));
  }

  private void write(String line) throws IOException {
    byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
      file.write(left);
    }
    size += bytes.length;
  }

  synchronized List<String> tail() {
    return List.copyOf(tail);
  }

  synchronized void close() {
    if (file == null) {
      return;
    }
    try {
      file.close();
    } catch (IOException e) {
      tail.add("(the log file broke off: " + e.getMessage() + ")");
    }
    file = null;
  }
}
