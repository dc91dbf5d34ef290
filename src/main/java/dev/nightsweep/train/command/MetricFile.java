package dev.nightsweep.train.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file {@code metrics.jsonl} in a run's folder, which a program may write line by line. */
final class MetricFile implements MetricSource {
  private static final String NAME = "metrics.jsonl";

  /** So much is read at a time. */
  private static final int MAX_BYTES = 1 << 24;

  private final Path path;
  private long read;

  private MetricFile(Path path) {
    this.path = path;
  }

  /** What an earlier attempt left there goes. */
  static MetricFile fresh(Path folder) throws IOException {
    Path path = folder.resolve(NAME);
    Files.deleteIfExists(path);
    return new MetricFile(path);
  }

  @Override
  public List<Reported> poll(boolean over) throws IOException {
    List<Reported> lines = new ArrayList<>();
    if (!Files.exists(path) || Files.size(path) <= read) {
      return lines;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] added = new byte[(int) Math.min(MAX_BYTES, file.length() - read)];
      file.seek(read);
      file.readFully(added);
      int from = 0;
      for (int i = 0; i < added.length; i++) {
        if (added[i] == '\n') {
          lines.add(line(added, from, i));
          from = i + 1;
        }
      }
      boolean isLast = over && read + added.length == file.length();
      if (from < added.length && (isLast || (added.length == MAX_BYTES && from == 0))) {
        lines.add(line(added, from, added.length)); // nothing more comes, or no end of it
        from = added.length;
      }
      read += from;
    }
    return lines;
  }

  private static Reported line(byte[] bytes, int from, int to) {
    return MetricLine.of(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }
}
