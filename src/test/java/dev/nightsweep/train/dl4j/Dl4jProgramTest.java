package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.OtherArithmetic;
import dev.nightsweep.train.TimeEstimate;
import dev.nightsweep.train.UnusableDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class Dl4jProgramTest {
  private final Dl4jProgram program =
      new Dl4jProgram(
          TrainingFixtures.ALEXNET,
          "linux-x86_64-onednn-avx2",
          Optional.of(new CpuKernels("3.11", "avx2")),
          1);

  @Test
  void theBasisNamesAllThatDecidesAResult() {
    assertThat(program.identityInputs(TrainingFixtures.settings()))
        .containsOnlyKeys("dataset", "threads", "classifier", "dl4j", "kernels", "trainer_revision")
        .containsEntry("kernels", "onednn 3.11 avx2")
        .containsEntry("dl4j", "1.0.0-M2.1")
        .containsEntry("classifier", "linux-x86_64-onednn-avx2")
        .containsEntry("threads", "1");
  }

  /** What a net sees is hashed, so images of another size are another data set. */
  @Test
  void theImagesAsTheyArePreparedDecideAResult() {
    assertThat(program.identityInputs(TrainingFixtures.settings("resize", 14)).get("dataset"))
        .isNotEqualTo(program.identityInputs(TrainingFixtures.settings()).get("dataset"))
        .isEqualTo(program.identityInputs(TrainingFixtures.settings("resize", 14)).get("dataset"));
  }

  @Test
  void onACardNoKernelsOfTheCpuAreNamed() {
    assertThat(
            new Dl4jProgram(TrainingFixtures.ALEXNET, "linux-x86_64-cuda-11.6", Optional.empty(), 1)
                .identityInputs(TrainingFixtures.settings()))
        .doesNotContainKey("kernels");
  }

  @Test
  void whatComputedARunAlikeIsNothingAgainstIt() {
    assertThat(other("4", "onednn 3.11 avx2")).isEmpty();
    assertThat(program.otherArithmetic(Environment.of(Map.of("kernels", "onednn 3.11 avx2"))))
        .isEmpty();
  }

  @Test
  void revisionsOfTheTrainerAreNotCompared() {
    assertThat(other("3", ""))
        .contains(
            new OtherArithmetic(
                "revisions 3 and 4 of the trainer cannot be compared",
                "Commit 4d3f47f5ebbd computes it as then."));
    assertThat(other("2", "").orElseThrow().advice())
        .isEqualTo("Commit 0123456789ab computes it as then.");
  }

  @Test
  void ofUncommittedCodeNoCommitIsNamed() {
    Environment dirty =
        Environment.of(Map.of("trainer_revision", "2", "git_commit", "abc", "git_dirty", "true"));
    assertThat(program.otherArithmetic(dirty).orElseThrow().advice()).isEmpty();
  }

  @Test
  void otherKernelsAreNotComparedAndLesserOnesCanBeAskedFor() {
    assertThat(other("4", "onednn 3.11 sse41"))
        .contains(
            new OtherArithmetic(
                "what onednn 3.11 sse41 computed and what onednn 3.11 avx2 computes cannot be compared",
                "With ONEDNN_MAX_CPU_ISA=SSE41 in the environment it is computed as then."));
    assertThat(other("4", "onednn 3.11 avx512_core").orElseThrow().advice())
        .startsWith("A processor with avx512_core computes it as then");
    for (String beyond : List.of("onednn 3.10 sse41", "")) {
      assertThat(other("4", beyond).orElseThrow().advice()).as(beyond).isEmpty();
    }
    assertThat(other("4", "").orElseThrow().why()).startsWith("what a card computed");
  }

  private Optional<OtherArithmetic> other(String revision, String kernels) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("trainer_revision", revision);
    facts.put("git_commit", "0123456789abcdef");
    facts.put("git_dirty", "false");
    if (!kernels.isEmpty()) {
      facts.put("kernels", kernels);
    }
    return program.otherArithmetic(Environment.of(facts));
  }

  @Test
  void aMissingDataSetIsUnusable() {
    assertThatExceptionOfType(UnusableDataException.class)
        .isThrownBy(() -> program.identityInputs(TrainingFixtures.settings("dataset", "/nowhere")))
        .withMessageContaining("/nowhere");
  }

  /** What an epoch takes beside its images would weigh too much by few small ones. */
  @Test
  void theLighterTheNetTheMoreImagesASampleEvaluates() {
    assertThat(evaluatedBySample(0.0625, 10_000)).isEqualTo(5_000);
    assertThat(evaluatedBySample(0.25, 10_000)).isBetween(1_000L, 3_000L);
    assertThat(evaluatedBySample(1.0, 10_000)).isEqualTo(500);
    assertThat(evaluatedBySample(0.0625, 300)).isEqualTo(300);
  }

  private long evaluatedBySample(double width, int validationImages) {
    Settings settings =
        TrainingFixtures.settings("width", width, "validation_size", validationImages);
    return ((TimeEstimate.Measured) program.timeEstimate(settings)).sampleSize().validationImages();
  }

  @Test
  void theParentsSideLoadsNoClassOfDl4jOrNd4j() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process parent =
        new ProcessBuilder(
                java,
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                ParentSide.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(parent.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("Dl4jProgram source:")
        .doesNotContainPattern(" org\\.(nd4j|deeplearning4j|bytedeco\\.dnnl)\\.");
  }

  /** Uses what a parent process uses. */
  static final class ParentSide {
    private ParentSide() {}

    public static void main(String[] none) {
      String classifier = NativeLibrary.choose(Set.of("avx2")).classifier();
      CpuKernels kernels = CpuKernels.choose(Set.of("avx2", "fma"), System.getenv());
      Dl4jProgram program =
          new Dl4jProgram(TrainingFixtures.ALEXNET, classifier, Optional.of(kernels), 1);
      Settings settings = program.catalog().resolve(Settings.NONE);
      program.catalog().conflicts(settings);
      program.identityInputs(settings);
    }
  }
}
