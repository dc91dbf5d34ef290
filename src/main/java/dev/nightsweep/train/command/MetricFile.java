package dev.nightsweep.train.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    long size = Files.exists(path) ? Files.size(path) : 0;
    if (size < read) {
      read = 0; // the program writes it anew: what it says again is known
    }
    if (size <= read) {
      return lines;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] added = added(file);
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

  /** What is there from where it was read to; less than there was if it has become shorter. */
  private byte[] added(RandomAccessFile file) throws IOException {
    byte[] added = new byte[(int) Math.min(MAX_BYTES, Math.max(0, file.length() - read))];
    file.seek(read);
    int length = 0;
    for (int more = 0; more >= 0 && length < added.length; length += Math.max(0, more)) {
      more = file.read(added, length, added.length - length);
    }
    return length == added.length ? added : Arrays.copyOf(added, length);
  }

  private static Reported line(byte[] bytes, int from, int to) {
    return MetricLine.of(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }
}
