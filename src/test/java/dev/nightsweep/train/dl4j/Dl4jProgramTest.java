package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightsweep.model.Settings;
import dev.nightsweep.train.TimeEstimate;
import dev.nightsweep.train.UnusableDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Dl4jProgramTest {
  private final Dl4jProgram program =
      new Dl4jProgram(TrainingFixtures.ALEXNET, "linux-x86_64-onednn-avx2", 1);

  @Test
  void theBasisNamesAllThatDecidesAResult() {
    assertThat(program.identityInputs(TrainingFixtures.settings()))
        .containsOnlyKeys("dataset", "threads", "classifier", "dl4j", "trainer_revision")
        .containsEntry("dl4j", "1.0.0-M2.1")
        .containsEntry("classifier", "linux-x86_64-onednn-avx2")
        .containsEntry("threads", "1");
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
        .doesNotContainPattern(" org\\.(nd4j|deeplearning4j)\\.");
  }

  /** Uses what a parent process uses. */
  static final class ParentSide {
    private ParentSide() {}

    public static void main(String[] none) {
      String classifier = NativeLibrary.choose(Set.of("avx2")).classifier();
      Dl4jProgram program = new Dl4jProgram(TrainingFixtures.ALEXNET, classifier, 1);
      Settings settings = program.catalog().resolve(Settings.NONE);
      program.catalog().conflicts(settings);
      program.identityInputs(settings);
    }
  }
}
