package dev.nightsweep.machine;

import dev.nightsweep.train.dl4j.CpuKernels;
import dev.nightsweep.train.dl4j.JarVersion;
import dev.nightsweep.train.dl4j.NativeLibrary;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which kernels the native libraries of a worker use, and whether they are less than this CPU has.
 *
 * @param features what the processor can do
 * @param variables of this process
 */
record KernelFindings(Set<String> features, Map<String, String> variables) {
  /** What OpenBLAS prints of itself when it is told to speak. */
  static final Map<String, String> ASKING = Map.of("OPENBLAS_VERBOSE", "2");

  private static final String CORE = "Core: ";
  private static final String CORE_VARIABLE = "OPENBLAS_CORETYPE";
  private static final Set<String> CORES_OF_AVX512 =
      Set.of("SkylakeX", "Cooperlake", "SapphireRapids");
  private static final Set<String> CORES_OF_AVX2 = Set.of("Haswell", "Zen", "Excavator");

  /** OpenBLAS's name for whatever 64-bit ARM processor it does not know. */
  private static final String ANY_ARM = "ARMV8";

  private static final String NO_PART =
      "It takes no part in training: on a CPU all products are oneDNN's.";

  DoctorFinding nd4j(NativeLibrary library) {
    boolean less = features.contains("avx2") && library.isBelowAvx2();
    return less
        ? DoctorFinding.note(
            "native library",
            library.classifier() + ", built for a CPU without AVX2, which this one has",
            "Build again with `make build` on this machine.")
        : DoctorFinding.fine("native library", library.classifier());
  }

  /**
   * oneDNN.
   *
   * @param chosen what workers are held to
   * @param loaded what one of them has loaded
   */
  DoctorFinding oneDnn(CpuKernels chosen, String loaded) {
    CpuKernels offered = CpuKernels.choose(features, Map.of());
    if (!loaded.equals(chosen.text())) {
      return DoctorFinding.problem(
          "oneDNN",
          "%s, and runs here are identified by %s".formatted(loaded, chosen.text()),
          "Set %s to what was loaded.".formatted(CpuKernels.VARIABLE));
    }
    String found = "%s, kernels for %s".formatted(chosen.version(), chosen.instructions());
    return chosen.equals(offered)
        ? DoctorFinding.fine("oneDNN", found)
        : DoctorFinding.note(
            "oneDNN",
            "%s, and this CPU has %s".formatted(found, offered.instructions()),
            "%s in the environment lowers it: training is slower, and runs have another identity."
                .formatted(CpuKernels.holding(variables).orElse(CpuKernels.VARIABLE)));
  }

  /** OpenBLAS, by what a worker said that was started with {@link #ASKING}. */
  DoctorFinding openBlas(List<String> said) {
    String core =
        said.stream()
            .filter(line -> line.startsWith(CORE))
            .map(line -> line.substring(CORE.length()).strip())
            .findFirst()
            .orElse("");
    String found = JarVersion.ofNative("org.bytedeco/openblas");
    if (core.isEmpty()) {
      return DoctorFinding.fine("OpenBLAS", found + ", kernels not told. " + NO_PART);
    }
    String kernels = "%s, kernels for %s".formatted(found, core);
    return isFallback(core)
        ? DoctorFinding.note(
            "OpenBLAS",
            kernels + ", a fallback: less than this CPU has",
            "Harmless. %s%s".formatted(NO_PART, cause()))
        : DoctorFinding.fine("OpenBLAS", kernels + ". " + NO_PART);
  }

  private String cause() {
    String asked = variables.getOrDefault(CORE_VARIABLE, "");
    return asked.isEmpty() ? "" : " %s=%s asks for it.".formatted(CORE_VARIABLE, asked);
  }

  private boolean isFallback(String core) {
    return switch (CpuKernels.choose(features, Map.of()).instructions()) {
      case CpuKernels.AVX512 -> !CORES_OF_AVX512.contains(core);
      case CpuKernels.AVX2 -> !CORES_OF_AVX2.contains(core);
      default -> core.equals(ANY_ARM);
    };
  }
}
