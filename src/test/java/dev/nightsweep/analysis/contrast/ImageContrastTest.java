package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.contrast.ImageStudy.Population;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ImageContrastTest {
  private static final String TRUTH = "0000000000";
  private static final Offset<Double> CLOSE = within(1e-6);

  /** Differences +0.2, +0.2 and -0.1; image by image over the seeds -1/3, 1/3, 2/3, 1/3, else 0. */
  @Test
  void threeSeedsOfTenImagesAsWorkedOutByHand() {
    ImageContrast contrast = of(byHand()).get(0);
    assertThat(contrast.study().seeds()).isEqualTo(3);
    assertThat(contrast.study().images()).isEqualTo(10);
    assertThat(contrast.study().difference()).isCloseTo(0.1, CLOSE);
    assertInterval(contrast, Population.NEW_SEEDS, -0.330265, 0.530265); // t(2) √(0.03 / 3)
    assertInterval(contrast, Population.NEW_IMAGES, -0.096311, 0.296311); // t(9) √(0.0753086 / 10)
    assertInterval(contrast, Population.NEW_SEEDS_AND_IMAGES, -0.403681, 0.603681);
    assertThat(contrast.nets().stream().map(ImageContrast.Nets::seed)).containsExactly(1L, 2L, 3L);
    assertThat(contrast.nets().stream().map(ImageContrast.Nets::images))
        .containsExactly(
            new ImagePair(10, 2, 0, 7, 2),
            new ImagePair(10, 2, 0, 8, 2),
            new ImagePair(10, 0, 1, 9, 1));
    assertThat(contrast.nets().stream().map(ImageContrast.Nets::pValue))
        .containsExactly(0.5, 0.5, 1.0);
  }

  @Test
  void aSeedWithoutBothNetsIsLeftOut() {
    Study study = byHand().end("none", 3, RunState.DIVERGED, "loss became NaN");
    assertThat(of(study).get(0).study().seeds()).isEqualTo(2);
  }

  @Test
  void everyCellOfASeedCountsAlike() {
    Study study = Study.grid(2);
    for (long seed = 1; seed <= 2; seed++) {
      study.tested("n3", seed, TRUTH, "0000000001").tested("l3", seed, TRUTH, TRUTH);
      study.tested("n5", seed, TRUTH, "0000000111").tested("l5", seed, TRUTH, TRUTH);
    }
    ImageContrast lrn = of(study).get(1);
    assertThat(lrn.study().difference()).isCloseTo(0.2, CLOSE);
    assertThat(lrn.study().seeds()).isEqualTo(2);
    assertThat(lrn.nets()).hasSize(4);
    assertThat(lrn.nets().get(1).level()).isEqualTo(study.run("l5", 1).runId());
  }

  @Test
  void aSeedThatLacksACellIsLeftOut() {
    Study study = Study.grid(2);
    for (String arm : List.of("n3", "l3", "n5", "l5")) {
      study.tested(arm, 1, TRUTH, TRUTH);
    }
    study.tested("n3", 2, TRUTH, TRUTH).tested("l3", 2, TRUTH, TRUTH);
    assertThat(of(study).get(1).study().seeds()).isEqualTo(1);
  }

  @Test
  void netsThatWereTestedOnOtherImagesAreNotCompared() {
    assertThat(of(byHand().setting("lrn", "dataset", Setting.of("fashion-mnist")))).isEmpty();
    Study study = Study.lrn(1).tested("lrn", 1, "01", "01").tested("none", 1, "10", "10");
    assertThat(of(study)).isEmpty();
  }

  @Test
  void runsOfBeforeTheTrueClassesWereKeptTellNothing() {
    assertThat(of(Study.lrn(3))).isEmpty();
  }

  /** Two arms, three seeds. */
  private static Study byHand() {
    return Study.lrn(3)
        .tested("lrn", 1, TRUTH, "0000000001")
        .tested("none", 1, TRUTH, "0000000111")
        .tested("lrn", 2, TRUTH, "0000000000")
        .tested("none", 2, TRUTH, "0000000011")
        .tested("lrn", 3, TRUTH, "1000000000")
        .tested("none", 3, TRUTH, "0000000000");
  }

  private static List<ImageContrast> of(Study study) {
    return TestedNets.compare(Judged.runs(study.evidence()));
  }

  private static void assertInterval(
      ImageContrast contrast, Population population, double low, double high) {
    Interval interval = contrast.study().intervals().get(population);
    assertThat(interval.low()).isCloseTo(low, CLOSE);
    assertThat(interval.high()).isCloseTo(high, CLOSE);
  }
}
