package dev.nightsweep.train.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file {@code metrics.jsonl} in a run's folder, which a program may write line by line. */
final class MetricFile implements AutoCloseable {
  private static final String NAME = "metrics.jsonl";

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

  /** The whole lines that were added since. */
  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    if (!Files.exists(path) || Files.size(path) <= read) {
      return lines;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] added = new byte[(int) Math.min(1 << 24, file.length() - read)];
      file.seek(read);
      file.readFully(added);
      int from = 0;
      for (int i = 0; i < added.length; i++) {
        if (added[i] == '\n') {
          lines.add(new String(added, from, i - from, StandardCharsets.UTF_8));
          from = i + 1;
        }
      }
      read += from;
    }
    return lines;
  }

  /** It stays, for whoever wants to look. */
  @Override
  public void close() {}
}
