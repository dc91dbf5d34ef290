package dev.nightsweep.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.StudyObservations;
import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.FindingText;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsCheckTest {
  private static final double[] COARSE = {0.95, 0.96, 0.97};

  @Test
  void aProgramThatIgnoresItsSeedGetsNoVerdict() {
    Study study = accuracyOnly(12).margin(Metrics.VALIDATION_ACCURACY, 0.002);
    for (long seed = 1; seed <= 12; seed++) {
      study.reads("none", seed, Metrics.VALIDATION_ACCURACY, 0.96, 0.97, 0.98);
      study.reads("lrn", seed, Metrics.VALIDATION_ACCURACY, 0.9604, 0.9704, 0.9804);
    }
    SweepAnalysis analysis = analysis(study);
    assertThat(analysis.contrasts())
        .extracting(detail -> detail.result().verdict())
        .containsOnly(Verdict.NO_VERDICT);
    assertThat(ContrastText.reason(analysis.contrasts().get(0)))
        .isEqualTo("the audit found runs of different seeds that read the same");
    assertThat(errors(analysis))
        .hasSize(2)
        .first()
        .satisfies(
            finding -> {
              assertThat(finding.runs()).hasSize(12);
              assertThat(FindingText.of(finding).what())
                  .startsWith("All 12 runs of lrn=false read the same in every epoch");
              assertThat(FindingText.of(finding).advice()).contains("ignores its seed");
            });
  }

  @Test
  void readingsCopiedFromOneSeedToAnotherAreFound() {
    Study study = Study.lrn(10).copied("lrn", 3, 7).copied("lrn", 3, 9);
    SweepAnalysis analysis = analysis(study);
    assertThat(errors(analysis)).hasSize(1);
    assertThat(errors(analysis).get(0).runs())
        .containsExactly(id(study, "lrn", 3), id(study, "lrn", 7), id(study, "lrn", 9));
    assertThat(FindingText.of(errors(analysis).get(0)).what())
        .startsWith("3 of 10 runs of lrn=true read the same");
    assertThat(analysis.contrasts().get(0).basis()).isEqualTo(ContrastDetail.Basis.STOPPED);
  }

  @Test
  void timesMayDifferAllTheSame() {
    Study study = Study.lrn(10).copied("lrn", 3, 7).seconds("lrn", 7, 3, 4, 5, 6, 7);
    study.reading("lrn", 7, Metrics.SECONDS, 7).reading("lrn", 7, "train_time", 77);
    assertThat(errors(analysis(study))).hasSize(1);
  }

  @Test
  void oneDifferentReadingOfOneEpochIsEnough() {
    Study study = Study.lrn(10).copied("lrn", 3, 7);
    double[] losses = {0.9, 0.8, 0.7, 0.6, 0.5};
    study.reads("lrn", 3, Metrics.TRAINING_LOSS, losses);
    study.reads("lrn", 7, Metrics.TRAINING_LOSS, 0.9, 0.8, 0.700000001, 0.6, 0.5);
    assertThat(errors(analysis(study))).isEmpty();
  }

  @Test
  void coarseReadingsAgreeByChance() {
    for (double[] ties :
        List.of(new double[] {0.91, 0.96}, new double[] {262 / 360.0, 350 / 360.0})) {
      Study study = accuracyOnly(5);
      for (long seed = 1; seed <= 2; seed++) {
        study.reads("lrn", seed, Metrics.VALIDATION_ACCURACY, ties);
      }
      assertThat(errors(analysis(study))).isEmpty();
      study.reads("lrn", 1, Metrics.VALIDATION_ACCURACY, 0.91, 0.9612345);
      study.reads("lrn", 2, Metrics.VALIDATION_ACCURACY, 0.91, 0.9612345);
      assertThat(errors(analysis(study))).hasSize(1);
    }
  }

  /** A program whose epochs all follow from one number: they tell no more than that one. */
  @Test
  void oneReadingToldThreeTimesMayTie() {
    double[] none = {0.951, 0.952, 0.953, 0.954, 0.950, 0.951, 0.952, 0.953};
    double[] lrn = {0.950, 0.953, 0.953, 0.952, 0.951, 0.954, 0.950, 0.951};
    assertThat(reporting(oneNumber(none, lrn))).isEmpty();
    lrn[2] = 0.9523456789;
    none[2] = 0.9523456789;
    assertThat(reporting(oneNumber(none, lrn)))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("In 1 of 8 pairs of lrn: true against false both sides read the same");
  }

  /** Most pairs tie, which coarse readings do not. */
  @Test
  void manyTiesOfOneReadingAreFound() {
    double[] none = {0.951, 0.952, 0.953, 0.954, 0.950, 0.951, 0.952, 0.953, 0.955, 0.949};
    double[] lrn = {0.951, 0.952, 0.953, 0.954, 0.950, 0.951, 0.952, 0.953, 0.951, 0.954};
    assertThat(reporting(oneNumber(none, lrn))).hasSize(1);
  }

  private static Study oneNumber(double[] none, double[] lrn) {
    Study study = accuracyOnly(none.length);
    for (int i = 0; i < none.length; i++) {
      study.reads(
          "none", i + 1, Metrics.VALIDATION_ACCURACY, 0.9 * none[i], 0.9 * none[i], none[i]);
      study.reads("lrn", i + 1, Metrics.VALIDATION_ACCURACY, 0.9 * lrn[i], 0.9 * lrn[i], lrn[i]);
    }
    return study;
  }

  private static List<String> reporting(Study study) {
    return FindingText.of(
            analysis(study).findings().stream()
                .filter(finding -> finding.check() == AuditCheck.REPORTING)
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList())
        .stream()
        .map(FindingText::what)
        .toList();
  }

  @Test
  void aScheduleOfManyDigitsTellsNothing() {
    Study study = accuracyOnly(5);
    for (String arm : List.of("none", "lrn")) {
      for (long seed = 1; seed <= 5; seed++) {
        study.reads(arm, seed, "momentum_now", 0.9123456789, 0.9234567891);
        study.reads(arm, seed, Metrics.LEARNING_RATE, 0.0123456789, 0.0023456789);
      }
    }
    study.reads("lrn", 1, Metrics.VALIDATION_ACCURACY, 0.91, 0.96);
    study.reads("lrn", 2, Metrics.VALIDATION_ACCURACY, 0.91, 0.96);
    assertThat(errors(analysis(study))).isEmpty();
  }

  @Test
  void equalLastReadingsAreWarnedOf() {
    Study study = Study.lrn(3).accuracies("none", COARSE).accuracies("lrn", 0.97, 0.97, 0.97);
    assertThat(warnings(study))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("All 3 runs of lrn=true end");
    study.accuracies("lrn", 0.96, 0.97, 0.98);
    assertThat(warnings(study))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("All 3 pairs of lrn: true");
    study.accuracies("lrn", 0.96, 0.97, 0.99);
    assertThat(warnings(study)).isEmpty();
  }

  @Test
  void anArmThatIsFineIsComparedAsBefore() {
    Study study = Study.grid(6).copied("l5", 1, 2);
    SweepAnalysis analysis = analysis(study);
    assertThat(analysis.contrasts())
        .extracting(ContrastDetail::basis)
        .containsOnly(ContrastDetail.Basis.STOPPED);
    assertThat(analysis.interactions()).noneMatch(interaction -> interaction.matters());
    assertThat(analysis(Study.grid(6)).contrasts())
        .extracting(ContrastDetail::basis)
        .containsOnly(ContrastDetail.Basis.TESTS);
  }

  /** Of a program that logs nothing but its accuracy, twice. */
  private static Study accuracyOnly(int seeds) {
    Study study = Study.lrn(seeds);
    for (String arm : List.of("none", "lrn")) {
      for (long seed = 1; seed <= seeds; seed++) {
        study.only(arm, seed, Metrics.VALIDATION_ACCURACY);
        study.reads(arm, seed, Metrics.VALIDATION_ACCURACY, 0.9, 0.9 + 0.01 * seed);
      }
    }
    return study;
  }

  private static String id(Study study, String arm, long seed) {
    return study.run(arm, seed).runId();
  }

  private static SweepAnalysis analysis(Study study) {
    return new SweepAnalysis(new StudyObservations(study));
  }

  private static List<Finding> errors(SweepAnalysis analysis) {
    return readings(analysis, Severity.ERROR);
  }

  private static List<String> warnings(Study study) {
    return FindingText.of(readings(analysis(study), Severity.WARNING)).stream()
        .map(FindingText::what)
        .toList();
  }

  private static List<Finding> readings(SweepAnalysis analysis, Severity severity) {
    return analysis.findings().stream()
        .filter(finding -> finding.check() == AuditCheck.SEEDS)
        .filter(finding -> finding.severity() == severity)
        .toList();
  }
}
