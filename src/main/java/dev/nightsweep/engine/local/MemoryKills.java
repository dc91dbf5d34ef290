package dev.nightsweep.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How many processes the system has killed for want of memory since it started, as Linux counts
 * them; elsewhere it is never known to grow.
 */
record MemoryKills(long count) {
  private static final Path COUNTERS = Path.of("/proc/vmstat");
  private static final String NAME = "oom_kill ";

  static MemoryKills now() {
    try (Stream<String> lines = Files.lines(COUNTERS)) {
      return new MemoryKills(
          lines
              .filter(line -> line.startsWith(NAME))
              .mapToLong(line -> Long.parseLong(line.substring(NAME.length())))
              .findFirst()
              .orElse(0));
    } catch (IOException e) {
      return new MemoryKills(0); // not Linux
    }
  }

  boolean haveGrown() {
    return now().count() > count;
  }
}
