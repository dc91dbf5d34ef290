package dev.nightsweep.train.dl4j;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/**
 * What computes nets on a CPU: the version of oneDNN, and the instruction set that it is held to.
 * Left to itself oneDNN takes the best that it finds, so a run would depend on its processor
 * without a word; held to one of few sets, workers on like processors compute alike, and the others
 * say so.
 *
 * @param version of oneDNN, such as {@code 3.11}
 * @param instructions the set, as oneDNN calls it: {@code avx2}
 */
public record CpuKernels(String version, String instructions) {
  /** oneDNN's variable for the best instruction set that it may use. */
  public static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

  /**
   * Its older name, which counts where the other is not set; the oneDNN inside ND4J, which computes
   * DL4J's own LRN, knows no other.
   */
  private static final String OLD_VARIABLE = "DNNL_MAX_CPU_ISA";

  /** The system property by which workers are told the kernels that their runs' identities name. */
  private static final String PROPERTY = "nightsweep.kernels";

  /** AVX2 with FMA. */
  public static final String AVX2 = "avx2";

  /** AVX-512 as Intel's servers have had it since 2017. */
  public static final String AVX512 = "avx512_core";

  private static final String LIBRARY = "onednn";
  private static final String SSE41 = "sse41";

  /** What workers are held to on x86, the least first. */
  private static final List<String> RANKS = List.of(SSE41, AVX2, AVX512);

  /** Elsewhere it is not chosen by oneDNN's variable, and goes by the kind of processor. */
  private static final String ARM = "aarch64";

  private static final Set<String> NEEDED_FOR_AVX512 =
      Set.of("avx512f", "avx512bw", "avx512vl", "avx512dq");

  /** Windows tells no more of a processor than the first word of a family of instructions. */
  private static final String OF_WINDOWS = "pf";

  /**
   * What workers on this machine compute with; loads nothing.
   *
   * @param cpuFeatures the words that the system has for what the CPU can do
   * @param variables the environment: a user may hold oneDNN to less than the CPU offers
   */
  public static CpuKernels choose(Set<String> cpuFeatures, Map<String, String> variables) {
    return choose(Loader.Detector.getPlatform(), cpuFeatures, variables);
  }

  static CpuKernels choose(
      String platform, Set<String> cpuFeatures, Map<String, String> variables) {
    String version = JarVersion.ofNative("org.bytedeco/dnnl");
    if (!isX86(platform)) {
      return new CpuKernels(version, ARM);
    }
    int rank = Math.min(RANKS.indexOf(offered(cpuFeatures)), RANKS.indexOf(wished(variables)));
    return new CpuKernels(version, RANKS.get(rank));
  }

  /** What the oneDNN computes with that this process has loaded; loads it if it has not. */
  private static CpuKernels loaded() {
    dnnl_version_t version = dnnl.dnnl_version();
    String patch = version.patch() == 0 ? "" : "." + version.patch();
    return new CpuKernels(
        "%d.%d%s".formatted(version.major(), version.minor(), patch),
        isX86(Loader.getPlatform()) ? nameOf(dnnl.dnnl_get_effective_cpu_isa()) : ARM);
  }

  /** What this process computes nets with; empty if it does so on a card. */
  static Optional<CpuKernels> ofWorker() {
    return Arithmetic.here() == Arithmetic.FAST ? Optional.of(loaded()) : Optional.empty();
  }

  /**
   * Holds what a worker has loaded against what its launcher said.
   *
   * @throws IllegalStateException if they are not the same
   */
  static void requireAsLaunched() {
    ofWorker().ifPresent(here -> here.requireSame(System.getProperty(PROPERTY, "")));
  }

  /**
   * @param named as {@link #text}; empty where nothing is named, so that anything is right
   */
  void requireSame(String named) {
    if (!named.isEmpty() && !named.equals(text())) {
      throw new IllegalStateException(
          "The identity of this run names %s, and here %s would compute it. Start the sweep with %s=%s in the environment, so that all its machines compute alike."
              .formatted(named, text(), VARIABLE, instructions.toUpperCase(Locale.ROOT)));
    }
  }

  /** As it stands in identities and environments: {@code onednn 3.11 avx2}. */
  public String text() {
    return "%s %s %s".formatted(LIBRARY, version, instructions);
  }

  /** The system property that tells a worker. */
  public Map<String, String> workerProperties() {
    return Map.of(PROPERTY, text());
  }

  /**
   * Variables that hold a worker to these kernels. They come before those that a user may have set,
   * which would give other results under the same identity.
   */
  public Map<String, String> workerVariables() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("ONEDNN_DEFAULT_FPMATH_MODE", "STRICT");
    if (RANKS.contains(instructions)) {
      variables.put(VARIABLE, instructions.toUpperCase(Locale.ROOT));
      variables.put(OLD_VARIABLE, instructions.toUpperCase(Locale.ROOT));
      variables.put("ONEDNN_CPU_ISA_HINTS", "NO_HINTS");
    }
    return variables;
  }

  /**
   * How a run could be computed as by other kernels of the same oneDNN; empty if it is another.
   *
   * @param others as {@link #text}
   */
  Optional<String> adviceFor(String others) {
    return RANKS.stream()
        .filter(set -> new CpuKernels(version, set).text().equals(others))
        .map(
            set ->
                RANKS.indexOf(set) < RANKS.indexOf(instructions)
                    ? "With %s=%s in the environment it is computed as then."
                        .formatted(VARIABLE, set.toUpperCase(Locale.ROOT))
                    : "A processor with %s computes it as then, where %s is not set to less."
                        .formatted(set, VARIABLE))
        .findFirst();
  }

  /** The variable that holds workers to less than the CPU offers, as it is set; empty if none. */
  public static Optional<String> holding(Map<String, String> variables) {
    return List.of(VARIABLE, OLD_VARIABLE).stream()
        .filter(name -> !variables.getOrDefault(name, "").isBlank())
        .map(name -> name + "=" + variables.get(name))
        .findFirst();
  }

  private static String offered(Set<String> features) {
    if (features.containsAll(NEEDED_FOR_AVX512)) {
      return AVX512;
    }
    boolean multipliesAndAdds = features.contains("fma") || features.contains(OF_WINDOWS);
    return features.contains(AVX2) && multipliesAndAdds ? AVX2 : SSE41;
  }

  /** What oneDNN does not know it does not mind. */
  private static String wished(Map<String, String> variables) {
    String wish =
        holding(variables)
            .map(it -> it.replaceFirst(".*=", "").toLowerCase(Locale.ROOT))
            .orElse("");
    if (wish.startsWith(AVX2)) {
      return AVX2;
    }
    return wish.equals(SSE41) || wish.equals("avx") ? SSE41 : AVX512;
  }

  private static boolean isX86(String platform) {
    return platform.endsWith("x86_64");
  }

  private static String nameOf(int set) {
    for (dnnl.cpu_isa known : dnnl.cpu_isa.values()) {
      if (known.value == set) {
        return known.name();
      }
    }
    return "set " + Integer.toHexString(set);
  }
}
