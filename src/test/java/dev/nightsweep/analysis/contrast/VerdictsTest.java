package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.paired.Holm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.JudgedContrast;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private static final double[] BASE = {0.970, 0.972, 0.968, 0.971, 0.969, 0.973};
  private static final double[] HIGHER = {0.980, 0.981, 0.979, 0.980, 0.980, 0.982};
  private static final double[] ALIKE = {0.9702, 0.9718, 0.9683, 0.9708, 0.9691, 0.9729};
  private static final double[] UNCLEAR = {0.975, 0.969, 0.975, 0.969, 0.974, 0.972};

  @Test
  void aHigherAccuracyIsBetterAndALowerOneWorse() {
    assertThat(verdict(six(HIGHER))).isEqualTo(Verdict.BETTER);
    Study lower = Study.lrn(6).accuracies("none", HIGHER).accuracies("lrn", BASE);
    assertThat(verdict(lower)).isEqualTo(Verdict.WORSE);
  }

  @Test
  void theGoalDecidesWhatBetterMeans() {
    Objective loss = new Objective(Metrics.VALIDATION_ACCURACY, Objective.Goal.MINIMIZE);
    assertThat(verdict(six(HIGHER).objective(loss))).isEqualTo(Verdict.WORSE);
  }

  @Test
  void withoutADifferenceTheMarginDecides() {
    assertThat(verdict(six(ALIKE))).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(verdict(six(ALIKE).margin(Metrics.VALIDATION_ACCURACY, 0.001)))
        .isEqualTo(Verdict.EQUIVALENT);
    assertThat(verdict(six(UNCLEAR).margin(Metrics.VALIDATION_ACCURACY, 0.001)))
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aFoundDifferenceInsideTheMarginIsBetterAllTheSame() {
    ContrastDetail detail = first(six(HIGHER).margin(Metrics.VALIDATION_ACCURACY, 0.02));
    assertThat(detail.result().verdict()).isEqualTo(Verdict.BETTER);
    assertThat(detail.isNegligible()).isTrue();
    assertThat(detail.isMaterial()).isFalse();
    assertThat(first(six(HIGHER).margin(Metrics.VALIDATION_ACCURACY, 0.002)).isMaterial()).isTrue();
  }

  @Test
  void theTestTwinIsJudgedOnTheSamePairsByTheSameMargin() {
    Study study = six(HIGHER).margin(Metrics.VALIDATION_ACCURACY, 0.02);
    List<ContrastResult> rows = Judged.rows(study.evidence(), 3);
    assertThat(rows)
        .extracting(ContrastResult::metric)
        .containsExactly(Metrics.VALIDATION_ACCURACY, Metrics.TEST_ACCURACY, Metrics.TIME);
    assertThat(rows.get(1).pEquivalence()).isEqualTo(rows.get(0).pEquivalence()).isNotNaN();
    assertThat(rows).extracting(ContrastResult::look).containsOnly(3);
  }

  @Test
  void theTestTwinIsTheDeclaredOneWhateverItsName() {
    MetricDefinition accuracy =
        MetricDefinition.ofEpochs(
            Metrics.VALIDATION_ACCURACY, Objective.Goal.MAXIMIZE, MetricDefinition.Unit.FRACTION);
    assertThat(Judged.rows(six(HIGHER).declares(accuracy.withTestTwin("held_out")).evidence(), 1))
        .extracting(ContrastResult::metric)
        .containsExactly(Metrics.VALIDATION_ACCURACY, "held_out", Metrics.TIME);
    assertThat(Judged.rows(six(HIGHER).declares(accuracy).evidence(), 1))
        .extracting(ContrastResult::metric)
        .containsExactly(Metrics.VALIDATION_ACCURACY, Metrics.TIME);
  }

  @Test
  void timeIsARatioWithoutFirstEpochsAndWorkersFirstRuns() {
    Study study = six(HIGHER).margin(Metrics.TIME, 0.05);
    study.seconds("none", 1, 99, 99, 99).seconds("lrn", 1, 99, 99, 99);
    for (int seed = 2; seed <= 6; seed++) {
      study.seconds("none", seed, 77, 10, 11, 10).seconds("lrn", seed, 1, 20, 19, 20, 100);
    }
    ContrastResult time = Judged.rows(study.evidence(), 1).get(2);
    assertThat(time.pairs()).isEqualTo(5);
    assertThat(time.meanDifference()).isCloseTo(2.0, within(1e-12));
    double leastSpread = Math.log(100.0 / 99) / 2; // no two seconds are closer together
    double half = 2.7764451051977987 * leastSpread / Math.sqrt(5);
    assertThat(time.ciLow()).isCloseTo(2 * Math.exp(-half), within(1e-12));
    assertThat(time.verdict()).isEqualTo(Verdict.WORSE);
  }

  @Test
  void timeAveragesLogarithms() {
    Study study = six(HIGHER);
    double[] ratios = {1, 2, 0.5, 4, 1, 4};
    for (int seed = 1; seed <= 6; seed++) {
      study.seconds("none", seed, 1, 10).seconds("lrn", seed, 1, 10 * ratios[seed - 1]);
    }
    ContrastResult time = Judged.rows(study.evidence(), 1).get(2);
    assertThat(time.meanDifference()).isCloseTo(Math.pow(16, 0.2), within(1e-12));
    assertThat(time.ciLow() * time.ciHigh())
        .isCloseTo(time.meanDifference() * time.meanDifference(), within(1e-9));
  }

  @Test
  void reusedRunsCountForAccuracyButNotForTime() {
    Study study = six(HIGHER).reused("lrn", 4);
    List<ContrastDetail> details = Judged.details(study.evidence(), 1);
    assertThat(details.get(0).result().pairs()).isEqualTo(6);
    assertThat(details.get(2).result().pairs()).isEqualTo(4);
    assertThat(details.get(2).lost()).isEmpty();
  }

  @Test
  void aSeedCountsOnlyWhenAllItsCellsAreComplete() {
    Study study = Study.grid(6).end("l5", 3, RunState.DIVERGED, "loss became NaN");
    List<ContrastDetail> details = Judged.details(study.evidence(), 1);
    assertThat(details.get(0).result().pairs()).isEqualTo(5);
    assertThat(details.get(0).plannedSeeds()).isEqualTo(6);
    assertThat(details.get(0).lost())
        .containsExactly(
            new LostSeed(
                3,
                List.of(new LostSeed.Lost("conv1.kernel=5, lrn=true", RunState.DIVERGED, false))));
    assertThat(details.get(0).differences())
        .extracting(SeedDifference::seed)
        .containsExactly(1L, 2L, 4L, 5L, 6L);
  }

  @Test
  void aSeedsDifferenceIsTheMeanOverItsCells() {
    Study study = Study.grid(3);
    study.accuracies("n3", 0.90, 0.9, 0.9).accuracies("n5", 0.92, 0.9, 0.9);
    study.accuracies("l3", 0.95, 0.9, 0.9).accuracies("l5", 0.96, 0.9, 0.9);
    SeedDifference kernel = Judged.details(study.evidence(), 1).get(0).differences().get(0);
    assertThat(kernel.difference()).isCloseTo(0.015, within(1e-12));
    assertThat(kernel.level()).isCloseTo(0.94, within(1e-12));
  }

  @Test
  void moreThanATenthOfTheSeedsLostSettlesNothing() {
    Study study = six(HIGHER).end("lrn", 2, RunState.FAILED, "out of memory");
    ContrastDetail detail = first(study);
    assertThat(detail.result().pHolm()).isLessThan(0.05);
    assertThat(detail.failures()).isEqualTo(new Failures(1, 0, 6, 1, 1, NeverLearned.NONE));
    assertThat(detail.result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(ContrastText.reason(detail))
        .isEqualTo("1 of 6 seeds were lost: 1 of 6 runs failed, at the baseline 0 (p 1.000)");
  }

  @Test
  void whenOneSideAloneFailsThatIsTheVerdict() {
    Study study = Study.lrn(8);
    for (int seed = 1; seed <= 7; seed++) {
      study.end("lrn", seed, RunState.DIVERGED, "loss became NaN");
    }
    ContrastDetail detail = first(study);
    assertThat(detail.result().verdict()).isEqualTo(Verdict.WORSE);
    assertThat(detail.failures())
        .isEqualTo(new Failures(7, 0, 8, 2 / 128.0, 2 / 128.0, NeverLearned.NONE));
    assertThat(detail.isMaterial()).isFalse();
    assertThat(answer(study))
        .startsWith(
            "lrn=true is worse than lrn=false: 7 of 8 runs failed, at the baseline 0 (p 0.016)");
    assertThat(Judged.rows(study.evidence(), 1).get(2).verdict()).isEqualTo(Verdict.NO_VERDICT);
  }

  @Test
  void failuresOnBothSidesDecideNothing() {
    Study study = Study.lrn(10);
    for (int seed = 1; seed <= 3; seed++) {
      study.end("lrn", seed, RunState.DIVERGED, "loss became NaN");
      study.end("none", seed + 3, RunState.CRASHED, "signal 11");
    }
    ContrastDetail detail = first(study);
    assertThat(detail.result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(detail.failures().pValue()).isOne();
  }

  @Test
  void failuresThatCostATenthOrLessLeaveTheVerdictToTheReadings() {
    Study study = Study.lrn(40);
    for (int seed = 1; seed <= 4; seed++) {
      study.end("lrn", seed, RunState.DIVERGED, "loss became NaN");
    }
    assertThat(first(study).isDecidedByFailures()).isFalse();
  }

  @Test
  void equivalencesAreAFamilyOfTheirOwn() {
    Study study = Study.grid(6).margin(Metrics.VALIDATION_ACCURACY, 0.0011);
    study.accuracies("n3", BASE).accuracies("n5", ALIKE);
    study.accuracies("l3", UNCLEAR).accuracies("l5", BASE);
    List<ContrastDetail> details = Judged.details(study.evidence(), 1);
    ContrastDetail kernel = details.get(0);
    ContrastDetail lrn = details.get(3);
    List<Double> adjusted =
        Holm.adjust(List.of(kernel.result().pEquivalence(), lrn.result().pEquivalence()));
    assertThat(List.of(kernel.result().pEquivalenceHolm(), lrn.result().pEquivalenceHolm()))
        .isEqualTo(adjusted);
    for (ContrastDetail detail : List.of(kernel, lrn)) {
      assertThat(detail.result().verdict() == Verdict.EQUIVALENT)
          .isEqualTo(detail.result().pEquivalenceHolm() <= 0.05 && detail.result().pHolm() > 0.05);
    }
  }

  @Test
  void theSimultaneousIntervalOfTheSmallestPAgreesWithHolm() {
    for (double shift : new double[] {0, 0.002, 0.003, 0.004, 0.006}) {
      Study study = Study.grid(6);
      study.accuracies("n3", BASE).accuracies("n5", shifted(UNCLEAR, shift));
      study.accuracies("l3", UNCLEAR).accuracies("l5", shifted(BASE, shift));
      List<ContrastDetail> details = Judged.details(study.evidence(), 1);
      ContrastDetail kernel = details.get(0);
      assertThat(kernel.result().pT()).isLessThanOrEqualTo(details.get(3).result().pT());
      boolean excludesZero = kernel.simultaneous().isBeyond(0);
      assertThat(excludesZero).isEqualTo(kernel.result().pHolm() <= 0.05);
    }
  }

  @Test
  void improvementFollowsTheGoal() {
    ContrastDetail up = first(six(HIGHER));
    assertThat(up.improvement()).isOne();
    Objective loss = new Objective(Metrics.VALIDATION_ACCURACY, Objective.Goal.MINIMIZE);
    ContrastDetail down = first(six(HIGHER).objective(loss));
    assertThat(down.improvement()).isZero();
    assertThat(down.improvementInterval().low()).isZero();
    assertThat(down.improvementInterval().high())
        .isCloseTo(1 - up.improvementInterval().low(), within(1e-12));
  }

  @Test
  void anInfiniteReadingLosesTheSeed() {
    Study study = six(HIGHER).reading("lrn", 2, Metrics.VALIDATION_ACCURACY, Double.NaN);
    assertThat(first(study).lost())
        .extracting(pair -> Names.causes(pair, Metrics.VALIDATION_ACCURACY))
        .containsExactly("no finite validation accuracy");
  }

  @Test
  void exactlyATenthLostIsStillJudged() {
    Study study = Study.lrn(10).end("lrn", 2, RunState.TIMED_OUT, "too slow");
    for (int seed = 1; seed <= 10; seed++) {
      study.reading("none", seed, Metrics.VALIDATION_ACCURACY, 0.95 + 0.0001 * seed);
      study.reading("lrn", seed, Metrics.VALIDATION_ACCURACY, 0.97 + 0.0002 * seed);
    }
    assertThat(verdict(study)).isEqualTo(Verdict.BETTER);
  }

  @Test
  void underThreeSeedsThereAreNumbersButNoVerdict() {
    ContrastDetail detail = first(Study.lrn(2).accuracies("lrn", 0.99, 0.99));
    assertThat(detail.result().verdict()).isEqualTo(Verdict.NO_VERDICT);
    assertThat(detail.result().meanDifference()).isPositive();
    assertThat(ContrastText.reason(detail)).isEqualTo("2 paired seeds, and a verdict needs 3");
    assertThat(first(Study.lrn(3).accuracies("none", 0.9, 0.91, 0.9)).isIndicative()).isTrue();
  }

  @Test
  void beforeAllRunsAreDoneThereIsNoVerdict() {
    for (RunState open : List.of(RunState.PENDING, RunState.RUNNING, RunState.CANCELLED)) {
      ContrastDetail detail = first(six(HIGHER).end("lrn", 6, open, ""));
      assertThat(detail.result().verdict()).isEqualTo(Verdict.NO_VERDICT);
      assertThat(ContrastText.reason(detail)).isEqualTo("runs are still to come");
      assertThat(detail.result().pairs()).isEqualTo(5);
      assertThat(detail.lost()).isEmpty();
    }
  }

  @Test
  void aSpecThatAsksForNoVerdictGetsNone() {
    assertThat(verdict(six(HIGHER).unjudged())).isEqualTo(Verdict.NO_VERDICT);
  }

  @Test
  void holmSpansTheContrastsOfOneMetric() {
    List<ContrastResult> rows = Judged.rows(Study.grid(6).evidence(), 1);
    assertThat(rows).hasSize(6);
    for (int metric = 0; metric < 3; metric++) {
      ContrastResult kernel = rows.get(metric);
      ContrastResult lrn = rows.get(3 + metric);
      double smaller = Math.min(kernel.pT(), lrn.pT());
      double adjusted = Math.min(kernel.pHolm(), lrn.pHolm());
      assertThat(adjusted).isCloseTo(Math.min(1, 2 * smaller), within(1e-12));
    }
  }

  /** h of five contrasts of which four were dropped: the p of the best is as of five. */
  @Test
  void whatWasComparedBeforeCountsInTheFamily() {
    Contrast kept = Study.lrn(6).evidence().sweep().header().contrasts().get(0);
    JudgedContrast gone = new JudgedContrast(Metrics.VALIDATION_ACCURACY, other("x", "none"));
    JudgedContrast otherMetric = new JudgedContrast("f1", kept);
    JudgedContrast reversed = new JudgedContrast("f1", other("none", "x"));
    Study study = six(UNCLEAR).margin(Metrics.VALIDATION_ACCURACY, 0.01);
    List<ContrastDetail> alone = Judged.details(study.evidence(), 1);
    study.changed(List.of("changed"), List.of(gone, otherMetric, reversed));
    List<ContrastDetail> four = Judged.details(study.evidence(), 1);

    ContrastResult objective = four.get(0).result();
    assertThat(objective.pT()).isEqualTo(alone.get(0).result().pT());
    assertThat(objective.pHolm()).isEqualTo(Math.min(1, 4 * objective.pT()));
    assertThat(objective.pEquivalenceHolm()).isEqualTo(Math.min(1, 4 * objective.pEquivalence()));
    ContrastResult time = four.get(four.size() - 1).result();
    assertThat(time.metric()).isEqualTo(Metrics.TIME);
    assertThat(time.pHolm()).as("two pairs of arms").isEqualTo(Math.min(1, 2 * time.pT()));
    assertThat(four.get(0).simultaneous().high()).isGreaterThan(alone.get(0).simultaneous().high());
  }

  private static Contrast other(String arm, String baseline) {
    return new Contrast("lrn", arm, baseline, List.of(new Contrast.Cell(arm, baseline)));
  }

  @Test
  void sentencesSayVerdictNumbersAndCost() {
    Study study = six(ALIKE).margin(Metrics.VALIDATION_ACCURACY, 0.01);
    assertThat(answer(study))
        .isEqualTo(
            "lrn=true is equivalent to lrn=false within ±0.010 validation accuracy, at one shared"
                + " learning rate: difference +0.00002, 95 % interval [−0.00021, +0.00024], 6"
                + " paired seeds; it takes ×1.28 [1.28, 1.29] the time.");
  }

  @Test
  void sentencesSayBetterWorseAndByHowMuch() {
    assertThat(answer(six(HIGHER).margin(Metrics.VALIDATION_ACCURACY, 0.02)))
        .startsWith("lrn=true is negligibly better than lrn=false in validation accuracy, at one");
    assertThat(answer(six(HIGHER)))
        .contains("difference +0.0098, 95 % interval [+0.0088, +0.0109]");
    assertThat(answer(Study.lrn(6).accuracies("none", HIGHER).accuracies("lrn", BASE)))
        .startsWith("lrn=true is worse than lrn=false")
        .contains("difference −0.0098");
  }

  @Test
  void sentencesOfUnsettledContrastsSayWhatWouldSettleThem() {
    assertThat(answer(six(UNCLEAR)))
        .startsWith("Whether lrn=true differs from lrn=false in validation accuracy is not settled")
        .containsPattern("about \\d+ seeds would settle it");
    assertThat(answer(Study.lrn(2)))
        .startsWith("No verdict on lrn=true against lrn=false (2 paired");
  }

  @Test
  void theSharedRateIsOnlyMentionedWhenItIsShared() {
    Study study = six(HIGHER).setting("lrn", "learning_rate", Setting.of(0.03));
    assertThat(answer(study)).doesNotContain("shared learning rate");
  }

  @Test
  void armsAreCalledByTheirNames() {
    assertThat(answer(six(HIGHER).compareArms("lrn", "none")))
        .startsWith("lrn is better than none in validation accuracy");
  }

  private static double[] shifted(double[] readings, double shift) {
    return Arrays.stream(readings).map(reading -> reading + shift).toArray();
  }

  private static Study six(double... readings) {
    return Study.lrn(6).accuracies("none", BASE).accuracies("lrn", readings);
  }

  private static ContrastDetail first(Study study) {
    return Judged.details(study.evidence(), 1).get(0);
  }

  private static Verdict verdict(Study study) {
    return first(study).result().verdict();
  }

  private static String answer(Study study) {
    List<ContrastDetail> details = Judged.details(study.evidence(), 1);
    return ContrastText.answer(
        details.get(0), Optional.of(details.get(2)), Optional.empty(), study.sweep());
  }
}
