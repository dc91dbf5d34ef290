package dev.nightsweep.train.dl4j;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.Pointer;

/** Reads this process's time and memory, and the machine's load. */
final class ProcessReadings {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String RESET_PEAK = "5";

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long largestSeen;

  /** CPU seconds that this process has used so far, all threads. */
  double cpuSeconds() {
    return system.getProcessCpuTime() / 1e9;
  }

  /** {@code rss_bytes}, {@code heap_bytes} and, where there is one, {@code load_average}. */
  SortedMap<String, Double> now() {
    SortedMap<String, Double> readings = new TreeMap<>();
    readings.put("rss_bytes", (double) residentBytes());
    readings.put(
        "heap_bytes", (double) ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    if (system.getSystemLoadAverage() >= 0) {
      readings.put("load_average", system.getSystemLoadAverage());
    }
    return readings;
  }

  /** Forgets the peak of the runs before this one, where the system can (Linux). */
  void resetPeak() {
    largestSeen = 0;
    try {
      Files.writeString(CLEAR, RESET_PEAK);
    } catch (IOException e) {
      // Not Linux, or not allowed: the peak is then the process's own, over all its runs.
    }
  }

  /** Most memory held at once: the kernel's own mark, or else the largest of the readings taken. */
  long peakBytes() {
    return status("VmHWM:").orElse(Math.max(largestSeen, residentBytes()));
  }

  private long residentBytes() {
    long bytes = status("VmRSS:").orElseGet(Pointer::physicalBytes);
    largestSeen = Math.max(largestSeen, bytes);
    return bytes;
  }

  private static OptionalLong status(String field) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      // Not Linux.
      return OptionalLong.empty();
    }
  }
}
