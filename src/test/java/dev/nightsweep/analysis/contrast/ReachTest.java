package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.StudyObservations;
import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.ImageStudy.Population;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.wording.AnswerText;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** For whom verdicts hold: new seeds, new test images, each level of another factor. */
class ReachTest {
  private static final int SEEDS = 6;
  private static final int IMAGES = 200;

  @Test
  void aVerdictOnTestImagesIsOneForNewImagesToo() {
    Study study = tested();
    ContrastDetail test = onTest(study);
    assertThat(test.result().images()).contains(IMAGES);
    Interval both =
        TestedNets.compare(Judged.runs(study.evidence()))
            .get(0)
            .study()
            .intervals()
            .get(Population.NEW_SEEDS_AND_IMAGES);
    assertThat(test.interval().low()).isCloseTo(both.low(), within(1e-12));
    assertThat(test.interval().high()).isCloseTo(both.high(), within(1e-12));
    assertThat(test.interval().low()).isLessThan(ofSeeds(test).low());
    assertThat(onValidation(study).interval()).isEqualTo(ofSeeds(onValidation(study)));
    assertThat(said(study)).anyMatch(said -> said.contains("for new seeds and new images"));
  }

  @Test
  void whereANetKeptNoPredictionsTheVerdictIsOneForNewSeedsAndSaysSo() {
    Study study = tested().tested("none", 4, "0".repeat(IMAGES), "");
    ContrastDetail test = onTest(study);
    assertThat(test.result().images()).isEmpty();
    assertThat(test.interval()).isEqualTo(ofSeeds(test));
    assertThat(said(study))
        .anyMatch(said -> said.contains("for new seeds on these test images alone"));
  }

  @Test
  void predictionsThatAreNotWhatWasReadSayNothingOfIt() {
    Study study = tested().reading("lrn", 2, Metrics.TEST_ACCURACY, 0.123);
    assertThat(onTest(study).result().images()).isEmpty();
  }

  @Test
  void whatSeedsHaveInCommonDoesNotShrinkWithTheirNumber() {
    PairedSample few = new PairedSample(List.of(0.1, 0.2, 0.3), 0, 0.01);
    assertThat(few.spread()).isCloseTo(Math.sqrt(0.01 + 3 * 0.01), within(1e-12));
    assertThat(few.spreadOf(1_000_000) / 1000).isCloseTo(0.1, within(1e-4));
    assertThat(few.beyond(0.1).shared()).isEqualTo(0.01);
    assertThat(few.first(2).shared()).isEqualTo(0.01);
    assertThat(few.pT()).isGreaterThan(new PairedSample(few.differences()).pT());
  }

  @Test
  void whereArmsCrossTheHeadlineIsToldLevelByLevel() {
    Study study = Study.grid(8);
    study.accuracies("n3", noise("n3", 0.95)).accuracies("n5", noise("n5", 0.97));
    study.accuracies("l3", noise("l3", 0.97)).accuracies("l5", noise("l5", 0.945));
    SweepAnalysis analysis = new SweepAnalysis(new StudyObservations(study));
    ContrastDetail lrn =
        analysis.contrasts().stream()
            .filter(d -> d.contrast().factor().equals("lrn"))
            .findFirst()
            .orElseThrow();
    assertThat(lrn.result().verdict()).isEqualTo(Verdict.WORSE);
    assertThat(lrn.result().byLevel())
        .contains("better at conv1.kernel=3, worse at conv1.kernel=5");
    assertThat(said(study))
        .anyMatch(
            said ->
                said.contains("better at conv1.kernel=3, worse at conv1.kernel=5; the mean over")
                    && !said.contains("lrn=true is worse than"));
    Study alike = Study.grid(8);
    assertThat(new SweepAnalysis(new StudyObservations(alike)).contrasts())
        .allMatch(d -> d.result().byLevel().isEmpty());
  }

  private static double[] noise(String arm, double mean) {
    double[] readings = new double[8];
    for (int seed = 0; seed < readings.length; seed++) {
      readings[seed] = mean + 1e-4 * ((seed * 7 + arm.hashCode() * 3) % 5);
    }
    return readings;
  }

  /** The nets of one arm have the same hard images wrong, whatever the seed. */
  private static Study tested() {
    Study study = Study.lrn(SEEDS);
    SplittableRandom random = new SplittableRandom(7);
    for (String arm : List.of("lrn", "none")) {
      double[] hard = random.doubles(IMAGES).map(d -> d * d * d).toArray();
      for (int seed = 1; seed <= SEEDS; seed++) {
        StringBuilder predicted = new StringBuilder();
        int right = 0;
        for (double wrong : hard) {
          boolean isRight = random.nextDouble() >= wrong;
          right += isRight ? 1 : 0;
          predicted.append(isRight ? '0' : '1');
        }
        study.tested(arm, seed, "0".repeat(IMAGES), predicted.toString());
        study.reading(arm, seed, Metrics.TEST_ACCURACY, (double) right / IMAGES);
      }
    }
    return study;
  }

  private static ContrastDetail onValidation(Study study) {
    return Judged.details(study.evidence(), 1).get(0);
  }

  private static ContrastDetail onTest(Study study) {
    return Judged.details(study.evidence(), 1).get(1);
  }

  private static Interval ofSeeds(ContrastDetail detail) {
    List<Double> differences =
        detail.differences().stream().map(SeedDifference::difference).toList();
    return new PairedSample(differences).interval(0.95);
  }

  private static List<String> said(Study study) {
    return new AnswerText(new SweepAnalysis(new StudyObservations(study))).sentences();
  }
}
