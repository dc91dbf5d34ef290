package dev.nightsweep.engine.spark;

import dev.nightsweep.engine.local.ProcessorName;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;

/** The machine that an executor is on, and what it has of ours. */
final class ExecutorMachine {
  private static final Map<String, String> FACTS = read();

  private ExecutorMachine() {}

  /** Those facts of a run's environment that the driver told of its own machine. */
  static Map<String, String> facts() {
    return FACTS;
  }

  private static Map<String, String> read() {
    HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
    return Map.of(
        "cpu", ProcessorName.of(hardware.getProcessor()),
        "cores", Integer.toString(Runtime.getRuntime().availableProcessors()),
        "memory_bytes", Long.toString(hardware.getMemory().getTotal()),
        "engine", SparkEngineFactory.NAME);
  }

  /**
   * The class path of worker processes: the one jar that came with the job. Where classes do not
   * come from one, as in tests, this process's own.
   */
  static String classPath() {
    try {
      Path from =
          Path.of(
              ExecutorMachine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isRegularFile(from) ? from.toString() : System.getProperty("java.class.path");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("our own jar has no path", e);
    }
  }
}
