package dev.nightsweep.train.dl4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The build of ND4J's native library that workers load. A class path may hold several, and left to
 * itself the loader takes the first by its own order, whether or not this CPU can run it.
 *
 * @param platform such as {@code linux-x86_64}
 * @param extension such as {@code -onednn-avx2}; empty for the plain build; {@code -cuda-11.6} for
 *     the one that computes on an NVIDIA card
 */
public record NativeLibrary(String platform, String extension) {
  private static final String FOLDER = "org/nd4j/linalg/cpu/nativecpu/bindings/";
  private static final String CUDA_FOLDER = "org/nd4j/linalg/jcublas/bindings/";
  private static final String AVX2 = "avx2";

  /** The CUDA that the profile {@code cuda} of the build names. */
  private static final String CUDA = "-cuda-11.6";

  private static final String HELPERS_OFF = "org.eclipse.deeplearning4j.helpers.disable";

  /**
   * Best first: who built for CUDA wants it, and oneDNN finds out by itself what the CPU can do,
   * whatever its surroundings were built for. AVX-512 builds are left out: nothing here was ever
   * measured with one.
   */
  private static final List<String> EXTENSIONS =
      List.of(CUDA, "-onednn-avx2", "-onednn", "-avx2", "");

  /**
   * System properties that every worker needs, whatever its library: they let layers use oneDNN,
   * keep DL4J from leaving crash reports about, and quieten both libraries.
   */
  public static final Map<String, String> WORKER_PROPERTIES =
      Map.of(
          HELPERS_OFF,
          "false",
          "org.deeplearning4j.crash.reporting.enabled",
          "false",
          "org.nd4j.log.initialization",
          "false",
          "org.slf4j.simpleLogger.log.org.deeplearning4j",
          "error",
          "org.slf4j.simpleLogger.log.org.nd4j",
          "warn");

  /**
   * Chooses the best build that is on the class path and that the CPU can run; loads nothing.
   *
   * @param cpuFeatures the CPU's feature names as any system spells them ({@code avx2}, {@code
   *     AVX2}, {@code PF_AVX2_INSTRUCTIONS_AVAILABLE})
   * @throws IllegalStateException if there is none; the message says why and what to do
   */
  public static NativeLibrary choose(Set<String> cpuFeatures) {
    return choose(Loader.Detector.getPlatform(), NativeLibrary::isOnClassPath, cpuFeatures);
  }

  static NativeLibrary choose(
      String platform, Predicate<NativeLibrary> present, Set<String> cpuFeatures) {
    List<NativeLibrary> found =
        EXTENSIONS.stream().map(e -> new NativeLibrary(platform, e)).filter(present).toList();
    return found.stream()
        .filter(library -> library.runsOn(cpuFeatures))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(whyNone(platform, found)));
  }

  /** Whether this Nightsweep was built for CUDA; loads nothing. */
  public static boolean isCudaOnClassPath() {
    return new NativeLibrary(Loader.Detector.getPlatform(), CUDA).isOnClassPath();
  }

  /** Whether it computes on an NVIDIA card. */
  public boolean isCuda() {
    return extension.equals(CUDA);
  }

  /** Whether it was built for CPUs of x86 that have no AVX2. */
  public boolean isBelowAvx2() {
    return platform.endsWith("x86_64") && !isCuda() && !extension.contains(AVX2);
  }

  /** Its name, as Maven's classifiers go: {@code linux-x86_64-onednn-avx2}. */
  public String classifier() {
    return platform + extension;
  }

  /** {@link #WORKER_PROPERTIES} and the one that makes a JVM load this library and no other. */
  public Map<String, String> workerProperties() {
    Map<String, String> properties = new TreeMap<>(WORKER_PROPERTIES);
    properties.put("org.bytedeco.javacpp.platform.extension", isCuda() ? "" : extension);
    if (isCuda()) { // cuDNN's are not on the class path: DL4J would only complain
      properties.put(HELPERS_OFF, "true");
    }
    return properties;
  }

  /**
   * The classifier of the library that this process has loaded; loads it if it has not.
   *
   * @throws IllegalStateException if ND4J was to use CUDA and took to the CPU in silence
   */
  static String loaded() {
    if (!Nd4j.getEnvironment().isCPU()) {
      return Loader.getPlatform() + CUDA;
    }
    if (isCudaOnClassPath()) {
      throw new IllegalStateException(
          "ND4J found no card that it can use, and turned to the CPU. `nightsweep doctor` says more.");
    }
    Path library = Path.of(Loader.load(Nd4jCpu.class));
    return String.valueOf(library.getParent().getFileName());
  }

  private boolean runsOn(Set<String> cpuFeatures) {
    return !extension.contains(AVX2)
        || cpuFeatures.stream().anyMatch(f -> f.toLowerCase(Locale.ROOT).contains(AVX2));
  }

  private boolean isOnClassPath() {
    String library =
        isCuda()
            ? CUDA_FOLDER + platform + "/" + System.mapLibraryName("jnind4jcuda")
            : FOLDER + classifier() + "/" + System.mapLibraryName("jnind4jcpu");
    return NativeLibrary.class.getClassLoader().getResource(library) != null;
  }

  private static String whyNone(String platform, List<NativeLibrary> found) {
    return found.isEmpty()
        ? "ND4J's native library for %s is not on the class path. Build Nightsweep on this machine."
            .formatted(platform)
        : "This CPU has no AVX2, which the native library on the class path (%s) needs. Build with -Pno-avx2."
            .formatted(String.join(", ", found.stream().map(NativeLibrary::classifier).toList()));
  }
}
