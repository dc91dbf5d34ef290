package dev.nightsweep.machine;

import dev.nightsweep.engine.local.ProcessorName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;

/**
 * The machine we are on.
 *
 * @param cpu the processor's name, family, model and stepping
 * @param cores logical processors that this process may use
 * @param features what the processor can do, in lower case: {@code avx2}, {@code fma} …
 * @param memoryBytes in all
 * @param freeMemoryBytes that could be had now
 */
public record Machine(
    String cpu, int cores, Set<String> features, long memoryBytes, long freeMemoryBytes) {

  public Machine {
    features = Set.copyOf(features);
  }

  static Machine read() {
    SystemInfo system = new SystemInfo();
    CentralProcessor processor = system.getHardware().getProcessor();
    GlobalMemory memory = system.getHardware().getMemory();
    return new Machine(
        ProcessorName.of(processor),
        Runtime.getRuntime().availableProcessors(),
        features(processor.getFeatureFlags()),
        memory.getTotal(),
        memory.getAvailable());
  }

  /**
   * The words in what the operating system says: {@code flags: fpu avx2} on Linux, {@code
   * machdep.cpu.features: AVX1.0} on macOS, {@code PF_AVX2_INSTRUCTIONS_AVAILABLE} on Windows.
   */
  public static Set<String> features(List<String> flags) {
    return flags.stream()
        .flatMap(line -> Arrays.stream(line.toLowerCase(Locale.ROOT).split("[\\s:_]+")))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }
}
