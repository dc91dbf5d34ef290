package dev.nightsweep.schedule;

import dev.nightsweep.train.HomePath;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of a worker's log, to be shown where something went wrong. */
final class LogTail {
  private static final int LINES = 20;

  private LogTail() {}

  /**
   * The last 20 lines of the file, the user's home hidden; none when it is missing, one that says
   * so when unreadable.
   */
  static List<String> read(Path file) {
    Deque<String> tail = new ArrayDeque<>();
    // Latin-1 never fails to decode; a log that native code writes to may hold anything.
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        tail.add(line);
        if (tail.size() > LINES) {
          tail.remove();
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      return List.of("(the log " + file.getFileName() + " cannot be read: " + e.getMessage() + ")");
    }
    return tail.stream().map(LogTail::asUtf8).map(HomePath::masked).toList();
  }

  private static String asUtf8(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
