package dev.nightsweep.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.StudyObservations;
import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.model.Metrics;
import org.junit.jupiter.api.Test;

class DecidingTextTest {
  /** Sum 0. */
  private static final double[] NOISE = {-1.2, -0.7, -0.2, 0.3, 0.6, 1.2};

  @Test
  void coverageIsAsExactAsItNeedsToBe() {
    assertThat(DecidingText.percent(0.9)).isEqualTo("90 %");
    assertThat(DecidingText.percent(1 - 0.05)).isEqualTo("95 %");
    assertThat(DecidingText.percent(1 - 0.05 / 2)).isEqualTo("97.5 %");
    assertThat(DecidingText.percent(1 - 0.05 / 3)).isEqualTo("98.33 %");
  }

  @Test
  void theConsoleSaysByWhichIntervalAnEquivalenceWasFound() {
    assertThat(new AnswerText(analysis(0.0027, 0.008354)).sentences())
        .anyMatch(
            said ->
                said.matches(
                    ".*validation accuracy: its 90 % interval lies inside the margin: \\[.*\\]\\."));
  }

  @Test
  void whereTheIntervalThatIsPrintedShowsItNothingIsAdded() {
    assertThat(new AnswerText(analysis(0.0004, 0.002)).sentences())
        .noneMatch(said -> said.contains("90 %"));
  }

  private static SweepAnalysis analysis(double mean, double spread) {
    Study study = Study.lrn(6).margin(Metrics.VALIDATION_ACCURACY, 0.01);
    for (int seed = 1; seed <= 6; seed++) {
      study.reading("none", seed, Metrics.VALIDATION_ACCURACY, 0.95);
      study.reading(
          "lrn", seed, Metrics.VALIDATION_ACCURACY, 0.95 + mean + spread * NOISE[seed - 1]);
    }
    return new SweepAnalysis(new StudyObservations(study));
  }
}
