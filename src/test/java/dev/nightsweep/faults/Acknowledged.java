package dev.nightsweep.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All whole lines that were ever seen in the journals of a results folder. */
final class Acknowledged {
  private static final String EPOCH = "\"type\":\"EpochFinished\"";

  private final Path results;
  private final Map<Path, String> seen = new TreeMap<>();

  Acknowledged(Path results) {
    this.results = results;
  }

  /**
   * Looks again.
   *
   * @return the journals that no longer begin with what was seen in them before
   */
  List<String> look() throws IOException {
    List<String> lost = new ArrayList<>();
    for (Path journal : journals()) {
      String now = wholeLines(journal);
      String before = seen.put(journal, now);
      if (before != null && !now.startsWith(before)) {
        lost.add(journal.toString());
      }
    }
    return lost;
  }

  /** How many lines there are by now. */
  long lines() {
    return seen.values().stream().flatMap(String::lines).count();
  }

  /** How many of them are epochs of runs. */
  long epochs() {
    return seen.values().stream().flatMap(String::lines).filter(l -> l.contains(EPOCH)).count();
  }

  private List<Path> journals() throws IOException {
    if (!Files.exists(results)) {
      return List.copyOf(seen.keySet());
    }
    try (Stream<Path> files = Files.walk(results)) {
      return Stream.concat(
              seen.keySet().stream(), files.filter(f -> f.toString().endsWith(".jsonl")))
          .distinct()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String wholeLines(Path journal) throws IOException {
    try {
      String text = Files.readString(journal, StandardCharsets.ISO_8859_1);
      return text.substring(0, text.lastIndexOf('\n') + 1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
