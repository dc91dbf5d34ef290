package dev.nightsweep.engine.local;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a worker prints, into the log of the run it has; the last lines are kept at hand. */
final class WorkerLog {
  private static final int TAIL_LINES = 20;

  private final Deque<String> tail = new ArrayDeque<>();
  private BufferedWriter file;

  /** From now on lines go to that file, behind what an earlier attempt left there. */
  synchronized void switchTo(Path path) {
    close();
    try {
      Files.createDirectories(path.getParent());
      file =
          Files.newBufferedWriter(
              path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      add("(no log file: " + e.getMessage() + ")");
    }
    tail.clear();
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
      file.write(line);
      file.newLine();
      file.flush();
    } catch (IOException e) {
      file = null; // a full disk must not cost the run; the tail goes on
      tail.add("(the log file broke off: " + e.getMessage() + ")");
    }
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
