package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuKernelsTest {
  private static final String AVX512 = "avx2 fma avx512f avx512bw avx512vl avx512dq";

  @ParameterizedTest
  @CsvSource({
    "linux-x86_64, " + AVX512 + " avx512_bf16, , avx512_core",
    "linux-x86_64, avx2 fma avx512f avx512cd, , avx2", // Xeon Phi
    "linux-x86_64, avx avx2 fma, , avx2",
    "linux-x86_64, avx avx2, , sse41",
    "linux-x86_64, avx sse4, , sse41",
    "windows-x86_64, pf avx2 instructions available, , avx2",
    "macosx-x86_64, machdep cpu features fma avx2, , avx2",
    "linux-arm64, asimd fp, , aarch64",
    "macosx-arm64, , ONEDNN_MAX_CPU_ISA=SSE41, aarch64",
    "linux-x86_64, " + AVX512 + ", ONEDNN_MAX_CPU_ISA=AVX2, avx2",
    "linux-x86_64, " + AVX512 + ", ONEDNN_MAX_CPU_ISA=avx2_vnni_2, avx2",
    "linux-x86_64, " + AVX512 + ", DNNL_MAX_CPU_ISA=SSE41, sse41",
    "linux-x86_64, " + AVX512 + ", ONEDNN_MAX_CPU_ISA=AVX, sse41",
    "linux-x86_64, " + AVX512 + ", ONEDNN_MAX_CPU_ISA=AVX512_CORE_AMX, avx512_core",
    "linux-x86_64, " + AVX512 + ", ONEDNN_MAX_CPU_ISA=nonsense, avx512_core",
    "linux-x86_64, " + AVX512 + ", ONEDNN_MAX_CPU_ISA=AVX2 DNNL_MAX_CPU_ISA=SSE41, avx2",
    "linux-x86_64, avx2 fma, ONEDNN_MAX_CPU_ISA=AVX512_CORE, avx2",
  })
  void theBestThatCpuAndUserAllowIsChosen(
      String platform, String features, String variables, String chosen) {
    CpuKernels kernels =
        CpuKernels.choose(
            platform, Set.of((features == null ? "" : features).split(" ")), set(variables));

    assertThat(kernels.instructions()).isEqualTo(chosen);
    assertThat(kernels.text()).matches("onednn \\d+\\.\\d+(\\.\\d+)? " + chosen);
  }

  private static Map<String, String> set(String variables) {
    Map<String, String> set = new TreeMap<>();
    for (String variable : variables == null ? new String[0] : variables.split(" ")) {
      set.put(variable.replaceFirst("=.*", ""), variable.replaceFirst(".*=", ""));
    }
    return set;
  }

  @Test
  void workersAreHeldToItWhateverTheUserHasSet() {
    assertThat(new CpuKernels("3.11", "avx512_core").workerVariables())
        .containsOnly(
            Map.entry("ONEDNN_MAX_CPU_ISA", "AVX512_CORE"),
            Map.entry("DNNL_MAX_CPU_ISA", "AVX512_CORE"),
            Map.entry("ONEDNN_CPU_ISA_HINTS", "NO_HINTS"),
            Map.entry("ONEDNN_DEFAULT_FPMATH_MODE", "STRICT"));
    assertThat(new CpuKernels("3.11", "aarch64").workerVariables())
        .containsOnlyKeys("ONEDNN_DEFAULT_FPMATH_MODE");
  }

  @Test
  void aWorkerThatHasLoadedOthersThanItsIdentitySaysDoesNotTrain() {
    CpuKernels here = new CpuKernels("3.11", "avx2");

    assertThatCode(() -> here.requireSame("onednn 3.11 avx2")).doesNotThrowAnyException();
    assertThatCode(() -> here.requireSame("")).doesNotThrowAnyException();
    for (String other : List.of("onednn 3.11 avx512_core", "onednn 3.12 avx2")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> here.requireSame(other))
          .withMessageContaining(other)
          .withMessageContaining("onednn 3.11 avx2")
          .withMessageContaining("ONEDNN_MAX_CPU_ISA=AVX2");
    }
  }

  @Test
  void theLoadedLibraryIsOfTheVersionThatItsJarSays() {
    CpuKernels loaded = CpuKernels.ofWorker().orElseThrow();

    assertThat(loaded.version()).isEqualTo(CpuKernels.choose(Set.of(), Map.of()).version());
    assertThat(loaded.instructions()).matches("(sse41|avx|aarch64).*");
  }

  @Test
  void aUsersVariableIsNamedAsItIsSet() {
    assertThat(CpuKernels.holding(Map.of("DNNL_MAX_CPU_ISA", "AVX2")))
        .contains("DNNL_MAX_CPU_ISA=AVX2");
    assertThat(CpuKernels.holding(Map.of("ONEDNN_MAX_CPU_ISA", " "))).isEmpty();
  }
}
