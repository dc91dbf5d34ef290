package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.contrast.ClaimResult.Ruling;
import dev.nightsweep.analysis.paired.Holm;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Claim.Kind;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.wording.ClaimText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {
  private static final double LOG_MARGIN = Math.log(1.05);

  @Test
  void aClaimWithinTheMarginIsConfirmed() {
    ClaimResult result = judge(times(1.99, 2.01), Metrics.TIME, Kind.RATIO, 2);
    assertThat(result.ruling()).isEqualTo(Ruling.CONFIRMED);
    assertThat(result.estimate()).isCloseTo(2, within(0.02));
    assertThat(result.interval().low()).isLessThan(result.estimate());
    assertThat(result.pairs()).isEqualTo(7);
    assertThat(ClaimText.reason(result)).isEmpty();
  }

  @Test
  void aClaimThatIsMeasurablyOffButWithinTheMarginIsConfirmedAllTheSame() {
    ClaimResult result = judge(times(2.019, 2.021), Metrics.TIME, Kind.RATIO, 2);
    assertThat(result.pRefuted()).isLessThan(0.05);
    assertThat(result.ruling()).isEqualTo(Ruling.CONFIRMED);
  }

  @Test
  void aClaimFarFromTheTruthIsRefuted() {
    ClaimResult result = judge(times(1.06, 1.08), Metrics.TIME, Kind.RATIO, 2);
    assertThat(result.ruling()).isEqualTo(Ruling.REFUTED);
  }

  @Test
  void aClaimBetweenWhatTwoMachinesShowIsOpen() {
    Study study = Study.lrn(8).dearerElsewhere();
    ClaimResult between = judge(study, Metrics.TIME, Kind.RATIO, 4);
    assertThat(between.ruling()).isEqualTo(Ruling.OPEN);
    assertThat(ClaimText.reason(between)).isEqualTo("×1.94 to ×5.63 on 2 unlike machines");
    ClaimResult beyond = judge(study, Metrics.TIME, Kind.RATIO, 40);
    assertThat(beyond.ruling()).isEqualTo(Ruling.REFUTED);
    assertThat(ClaimText.sentence(beyond)).endsWith("(×1.94 to ×5.63 on 2 unlike machines).");
  }

  @Test
  void failingToRefuteConfirmsNothing() {
    ClaimResult result = judge(times(1.7, 2.35), Metrics.TIME, Kind.RATIO, 2);
    assertThat(result.ruling()).isEqualTo(Ruling.OPEN);
    assertThat(ClaimText.reason(result)).startsWith("the seeds neither place");
  }

  @Test
  void withoutAMarginAClaimCanOnlyBeRefuted() {
    Study study = memory(2.0, 2.001);
    assertThat(judge(study, Metrics.PEAK_MEMORY_BYTES, Kind.RATIO, 2).ruling())
        .isEqualTo(Ruling.OPEN);
    assertThat(ClaimText.reason(judge(study, Metrics.PEAK_MEMORY_BYTES, Kind.RATIO, 2)))
        .startsWith("without a margin");
    assertThat(judge(study, Metrics.PEAK_MEMORY_BYTES, Kind.RATIO, 3).ruling())
        .isEqualTo(Ruling.REFUTED);
  }

  @Test
  void aDifferenceOnTheTestSetUsesTheMarginOfItsTwin() {
    Study study = Study.lrn(8).margin(Metrics.VALIDATION_ACCURACY, 0.004);
    for (int seed = 1; seed <= 8; seed++) {
      study.reading("none", seed, Metrics.TEST_ACCURACY, 0.95);
      study.reading("lrn", seed, Metrics.TEST_ACCURACY, 0.96 + 0.0002 * (seed % 3));
    }
    ClaimResult result = judge(study, Metrics.TEST_ACCURACY, Kind.DIFFERENCE, 0.01);
    assertThat(result.ruling()).isEqualTo(Ruling.CONFIRMED);
    assertThat(result.estimate()).isCloseTo(0.0102, within(1e-4));
    assertThat(judge(study, Metrics.TEST_ACCURACY, Kind.DIFFERENCE, -0.01).ruling())
        .isEqualTo(Ruling.REFUTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RATIO      | 2     | the test accuracy of lrn is ×2.00 that of none
          DIFFERENCE | 0     | the test accuracy of lrn is the same as that of none
          DIFFERENCE | 0.01  | the test accuracy of lrn is 0.0100 above that of none
          DIFFERENCE | -0.01 | the test accuracy of lrn is 0.0100 below that of none
          """)
  void aClaimIsASentence(Kind kind, double amount, String sentence) {
    Contrast arms = new Contrast(Contrast.ARM, "lrn", "none", List.of());
    assertThat(ClaimText.sentence(new Claim(arms, Metrics.TEST_ACCURACY, kind, amount)))
        .isEqualTo(sentence);
  }

  @Test
  void claimsAreAFamily() {
    Study study = times(1.9, 2.1);
    List<Claim> claims =
        List.of(
            new Claim(contrast(study), Metrics.TIME, Kind.RATIO, 2),
            new Claim(contrast(study), Metrics.TIME, Kind.RATIO, 2.1),
            new Claim(contrast(study), Metrics.TIME, Kind.RATIO, 2.05));
    List<ClaimResult> together = Judged.claims(study.evidence(), claims);
    List<Double> alone =
        claims.stream()
            .map(c -> Judged.claims(study.evidence(), List.of(c)).get(0).pRefuted())
            .toList();
    assertThat(together).extracting(ClaimResult::pRefuted).isEqualTo(Holm.adjust(alone));
  }

  @Test
  void aClaimIsOpenWhileRunsAreToComeOrTooManyWereLost() {
    Study open = times(1.99, 2.01).end("lrn", 8, RunState.RUNNING, "");
    assertThat(ClaimText.reason(judge(open, Metrics.TIME, Kind.RATIO, 2)))
        .isEqualTo("runs are still to come");
    Study lossy = times(1.99, 2.01).end("lrn", 8, RunState.CRASHED, "signal 11");
    assertThat(ClaimText.reason(judge(lossy, Metrics.TIME, Kind.RATIO, 2)))
        .isEqualTo("1 of 7 seeds were lost");
    assertThat(ClaimText.reason(judge(Study.lrn(2), Metrics.TEST_ACCURACY, Kind.DIFFERENCE, 0)))
        .isEqualTo("2 paired seeds, and a ruling needs 3");
  }

  @Test
  void claimsThatMakeNoSenseAreRefused() {
    Contrast contrast = contrast(Study.lrn(3));
    assertThatThrownBy(() -> new Claim(contrast, Metrics.TIME, Kind.RATIO, 0))
        .hasMessage("The ratio (0.0) claimed of time must be finite, and a ratio above zero.");
    assertThatThrownBy(() -> new Claim(contrast, Metrics.TIME, Kind.DIFFERENCE, 1))
        .hasMessageContaining("must be a ratio");
  }

  /** Eight seeds whose time ratios lie evenly between the two, the first being warm-up. */
  private static Study times(double low, double high) {
    Study study = Study.lrn(8).margin(Metrics.TIME, LOG_MARGIN);
    for (int seed = 1; seed <= 8; seed++) {
      double ratio = low + (high - low) * (seed * 3 % 8) / 7;
      study.seconds("none", seed, 20, 10, 10).seconds("lrn", seed, 20, 10 * ratio, 10 * ratio);
    }
    return study;
  }

  private static Study memory(double low, double high) {
    Study study = Study.lrn(8);
    for (int seed = 1; seed <= 8; seed++) {
      study.reading("none", seed, Metrics.PEAK_MEMORY_BYTES, 1e8);
      double ratio = low + (high - low) * (seed - 1) / 7 - (high - low) / 2;
      study.reading("lrn", seed, Metrics.PEAK_MEMORY_BYTES, 1e8 * ratio);
    }
    return study;
  }

  private static ClaimResult judge(Study study, String metric, Kind kind, double amount) {
    Claim claim = new Claim(contrast(study), metric, kind, amount);
    return Judged.claims(study.evidence(), List.of(claim)).get(0);
  }

  private static Contrast contrast(Study study) {
    return study.sweep().header().contrasts().get(0);
  }
}
