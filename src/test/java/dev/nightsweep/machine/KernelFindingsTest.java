package dev.nightsweep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.machine.DoctorFinding.Level;
import dev.nightsweep.train.dl4j.CpuKernels;
import dev.nightsweep.train.dl4j.NativeLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
class KernelFindingsTest {
  private static final Set<String> AVX2 = Set.of("avx2", "fma");
  private static final Set<String> AVX512 =
      Set.of("avx2", "fma", "avx512f", "avx512bw", "avx512vl", "avx512dq");

  @Test
  void theBestKernelsOfOneDnnAreFine() {
    CpuKernels chosen = CpuKernels.choose(AVX512, Map.of());
    DoctorFinding finding = findings(AVX512, Map.of()).oneDnn(chosen, chosen.text());
    assertThat(finding.level()).isEqualTo(Level.FINE);
    assertThat(finding.finding()).contains("kernels for avx512_core", chosen.version());
  }

  @Test
  void lesserOnesAreNotedWithTheVariableThatAsksForThem() {
    Map<String, String> variables = Map.of("DNNL_MAX_CPU_ISA", "AVX2");
    CpuKernels chosen = CpuKernels.choose(AVX512, variables);
    DoctorFinding finding = findings(AVX512, variables).oneDnn(chosen, chosen.text());
    assertThat(finding.level()).isEqualTo(Level.NOTE);
    assertThat(finding.finding()).contains("kernels for avx2", "this CPU has avx512_core");
    assertThat(finding.advice()).startsWith("DNNL_MAX_CPU_ISA=AVX2 in the environment");
  }

  @Test
  void othersThanRunsAreIdentifiedByAreAProblem() {
    CpuKernels chosen = CpuKernels.choose(AVX512, Map.of());
    DoctorFinding finding = findings(AVX512, Map.of()).oneDnn(chosen, "onednn 3.11 avx2");
    assertThat(finding.level()).isEqualTo(Level.PROBLEM);
    assertThat(finding.finding()).contains("onednn 3.11 avx2", chosen.text());
  }

  @ParameterizedTest
  @CsvSource({
    "true, Cooperlake, FINE",
    "true, Haswell, NOTE",
    "true, Barcelona, NOTE",
    "false, Zen, FINE",
    "false, Haswell, FINE",
    "false, Prescott, NOTE"
  })
  void kernelsOfOpenBlasThatAreLessThanTheCpuHasAreAHarmlessFallback(
      boolean avx512, String core, Level level) {
    DoctorFinding finding =
        findings(avx512 ? AVX512 : AVX2, Map.of())
            .openBlas(List.of("other", "Core: " + core, "Core: " + core));
    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.finding()).contains("kernels for " + core);
    assertThat(finding.finding() + finding.advice()).contains("takes no part in training");
  }

  @Test
  void whoAsksOpenBlasForLessIsToldSo() {
    assertThat(
            findings(AVX512, Map.of("OPENBLAS_CORETYPE", "Haswell"))
                .openBlas(List.of("Core: Haswell"))
                .advice())
        .endsWith("OPENBLAS_CORETYPE=Haswell asks for it.");
  }

  @Test
  void aLibraryOfNd4jForOlderCpusIsNoted() {
    NativeLibrary plain = new NativeLibrary("linux-x86_64", "-onednn");
    assertThat(findings(AVX2, Map.of()).nd4j(plain).level()).isEqualTo(Level.NOTE);
    assertThat(findings(Set.of("avx"), Map.of()).nd4j(plain).level()).isEqualTo(Level.FINE);
    NativeLibrary best = new NativeLibrary("linux-x86_64", "-onednn-avx2");
    assertThat(findings(AVX2, Map.of()).nd4j(best).level()).isEqualTo(Level.FINE);
  }

  /** With a worker of this machine: it says which kernels each of its libraries has. */
  @Test
  void theDoctorNamesTheKernelsOfEveryLibrary() throws InterruptedException {
    List<DoctorFinding> found = new Doctor(Path.of("results")).findings();
    assertThat(found)
        .filteredOn(it -> Set.of("native library", "oneDNN", "OpenBLAS").contains(it.what()))
        .hasSize(3)
        .allSatisfy(it -> assertThat(it.level()).isNotEqualTo(Level.PROBLEM));
    assertThat(found)
        .filteredOn(it -> it.what().equals("OpenBLAS"))
        .allSatisfy(it -> assertThat(it.finding()).containsPattern("\\d, kernels for \\w+"));
  }

  private static KernelFindings findings(Set<String> features, Map<String, String> variables) {
    return new KernelFindings(features, variables);
  }
}
