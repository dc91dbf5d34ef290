package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {

  @ParameterizedTest
  @CsvSource({
    "'-onednn-avx2 -avx2 -onednn plain', avx2, -onednn-avx2",
    "'-onednn-avx2 -avx2 -onednn plain', sse4_2, -onednn",
    "'-onednn-avx2 plain', PF_AVX2_INSTRUCTIONS_AVAILABLE, -onednn-avx2",
    "'-onednn-avx2 plain', sse4_2, plain",
    "'-avx2 -onednn', AVX2, -onednn",
    "'-avx2 plain', AVX2, -avx2",
    "'plain -avx512', avx2, plain",
    "'-onednn-avx2 -cuda-11.6', avx2, -cuda-11.6",
    "'-cuda-11.6', sse4_2, -cuda-11.6"
  })
  void theBestThatTheCpuRunsIsChosen(String present, String feature, String chosen) {
    Set<String> extensions = Set.of(present.replace("plain", "").split(" ", -1));

    NativeLibrary library =
        NativeLibrary.choose(
            "linux-x86_64",
            candidate -> extensions.contains(candidate.extension()),
            Set.of("fpu", feature));

    assertThat(library.extension()).isEqualTo(chosen.replace("plain", ""));
  }

  @Test
  void saysSoWhenTheCpuIsTooOld() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                NativeLibrary.choose(
                    "linux-x86_64", l -> l.extension().equals("-onednn-avx2"), Set.of("sse4_2")))
        .withMessageContaining("linux-x86_64-onednn-avx2")
        .withMessageContaining("-Pno-avx2");
  }

  @Test
  void saysSoWhenThePlatformHasNone() {
    assertThatIllegalStateException()
        .isThrownBy(() -> NativeLibrary.choose("plan9-mips", l -> false, Set.of("avx2")))
        .withMessageContaining("plan9-mips");
  }

  @Test
  void theLibraryOnTheClassPathIsTheOneThatLoads() {
    NativeLibrary chosen = NativeLibrary.choose(Set.of("avx2"));

    assertThat(NativeLibrary.loaded()).isEqualTo(chosen.classifier());
    assertThat(chosen.workerProperties())
        .containsEntry("org.bytedeco.javacpp.platform.extension", chosen.extension())
        .containsAllEntriesOf(NativeLibrary.WORKER_PROPERTIES);
  }

  @Test
  void oneForCudaHasAClassifierOfItsOwnAndNoHelpersOfTheCpu() {
    NativeLibrary cuda =
        NativeLibrary.choose("linux-x86_64", NativeLibrary::isCuda, Set.of("avx2"));

    assertThat(cuda.classifier()).isEqualTo("linux-x86_64-cuda-11.6");
    assertThat(cuda.workerProperties())
        .containsEntry("org.bytedeco.javacpp.platform.extension", "")
        .containsEntry("org.eclipse.deeplearning4j.helpers.disable", "true");
  }

  @Test
  void thisBuildIsForTheCpu() {
    assertThat(NativeLibrary.isCudaOnClassPath()).isFalse();
    assertThat(Arithmetic.here()).isEqualTo(Arithmetic.FAST);
  }
}
