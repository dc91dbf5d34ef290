package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.FindingDetail.StuckArm;
import dev.nightsweep.analysis.audit.FindingDetail.UnknownChance;
import dev.nightsweep.analysis.audit.Severity;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.FindingText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arms in which some runs, all or none never learned. */
class NeverLearnedTest {
  private static final ChanceLevel CHANCE = new ChanceLevel(Objective.DEFAULT, 0.12);

  /** The level is a point better in every seed in which it learned, and far worse in the mean. */
  @Test
  void anArmOfWhichSomeSeedsNeverLearnedGetsNoVerdictFromItsMean() {
    ContrastDetail detail = first(stuck(better(10), "lrn", 2, 5, 9));
    assertThat(detail.differences()).extracting(SeedDifference::seed).doesNotContain(2L, 5L, 9L);
    assertThat(detail.result().meanDifference()).isPositive();
    assertThat(detail.result().pHolm()).isLessThan(0.05);
    assertThat(detail.result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(detail.failures().neverLearned()).isEqualTo(new NeverLearned(3, 0));
    assertThat(ContrastText.reason(detail))
        .isEqualTo(
            "3 of 10 seeds never learned: 3 of 10 runs never learned, at the baseline 0 (p 0.250)");
    assertThat(detail.lost()).allMatch(LostSeed::hasNeverLearned);
  }

  @Test
  void theTestSetIsJudgedOnTheSameSeeds() {
    List<ContrastDetail> details = Judged.details(stuck(better(10), "lrn", 2, 5, 9).evidence(), 1);
    assertThat(details.get(1).objective().metric()).isEqualTo(Metrics.TEST_ACCURACY);
    assertThat(details.get(1).result().pairs()).isEqualTo(7);
    assertThat(details.get(1).result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aRunThatNeverLearnedTakesItsTime() {
    ContrastDetail time = Judged.details(stuck(better(10), "lrn", 2, 5, 9).evidence(), 1).get(2);
    ContrastDetail same = Judged.details(better(10).evidence(), 1).get(2);
    assertThat(time.result()).isEqualTo(same.result());
    assertThat(time.lost()).isEmpty();
  }

  @Test
  void anArmThatNeverLearnedIsWorseByHowOftenItDidNot() {
    ContrastDetail detail = first(stuck(better(10), "lrn", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    assertThat(detail.basis()).isEqualTo(ContrastDetail.Basis.FAILURES);
    assertThat(detail.result().verdict()).isEqualTo(Verdict.WORSE);
    assertThat(detail.failures().pValue()).isCloseTo(2 / 1024.0, within(1e-12));
    assertThat(ContrastText.verdict(detail))
        .isEqualTo(
            "lrn=true is worse than lrn=false: 10 of 10 runs never learned, at the baseline 0"
                + " (p 0.002)");
  }

  @Test
  void againstABaselineThatNeverLearnedALevelIsBetterAndNotByItsMean() {
    ContrastDetail detail = first(stuck(better(8), "none", 1, 2, 3, 4, 5, 6, 7, 8));
    assertThat(detail.result().verdict()).isEqualTo(Verdict.BETTER);
    assertThat(detail.isMaterial()).isFalse();
    assertThat(ContrastText.reason(detail))
        .isEqualTo("0 of 8 runs never learned, at the baseline 8 (p 0.008)");
  }

  @Test
  void whereNeitherArmLearnsThereIsNothingToCompare() {
    Study study = stuck(better(6), "none", 1, 2, 3, 4, 5, 6);
    ContrastDetail detail = first(stuck(study, "lrn", 1, 2, 3, 4, 5, 6));
    assertThat(detail.result().verdict()).isEqualTo(Verdict.NO_VERDICT);
    assertThat(ContrastText.numbers(detail))
        .isEqualTo("0 paired seeds (6 of 6 seeds never learned)");
  }

  @Test
  void oneOfTenIsLeftOutAndThatIsSaid() {
    ContrastDetail detail = first(stuck(better(10), "lrn", 4));
    assertThat(detail.result().verdict()).isEqualTo(Verdict.BETTER);
    assertThat(ContrastText.numbers(detail))
        .endsWith("9 paired seeds (1 of 10 seeds never learned)");
  }

  @Test
  void runsThatFailAndRunsThatNeverLearnCountTogether() {
    Study study = stuck(better(9), "lrn", 1, 2, 3, 4, 5);
    study.end("lrn", 6, RunState.DIVERGED, "NaN").end("lrn", 7, RunState.CRASHED, "signal 11");
    ContrastDetail detail = first(study);
    assertThat(detail.result().verdict()).isEqualTo(Verdict.WORSE);
    assertThat(detail.failures().pValue()).isCloseTo(2 / 128.0, within(1e-12));
    assertThat(ContrastText.reason(detail))
        .isEqualTo("7 of 9 runs failed or never learned, at the baseline 0 (p 0.016)");
    assertThat(first(stuck(better(9), "lrn", 1, 2).end("none", 6, RunState.DIVERGED, "")))
        .extracting(ContrastText::reason)
        .asString()
        .startsWith("3 of 9 seeds were lost (2 never learned): 2 of 9 runs failed or never");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 7, 10})
  void withTheArmsSwappedTheAnswerIsTheMirrorImage(int stuck) {
    for (int baseline = 0; baseline <= 2; baseline++) {
      ContrastDetail one = first(mixed("lrn", stuck, "none", baseline));
      ContrastDetail other = first(mixed("none", stuck, "lrn", baseline));
      assertThat(other.failures().pValue()).isEqualTo(one.failures().pValue());
      assertThat(other.result().verdict()).isEqualTo(mirrored(one.result().verdict()));
    }
  }

  @Test
  void aLossIsStuckAtWhatTheSpecSays() {
    Objective loss = new Objective("loss", Goal.MINIMIZE);
    Study study =
        Study.lrn(8).program("own ${args}").objective(loss).stuck(new ChanceLevel(loss, 2.3));
    for (int seed = 1; seed <= 8; seed++) {
      study.reading("none", seed, "loss", 0.5 + 0.01 * (seed % 3));
      study.reading("lrn", seed, "loss", seed <= 7 ? 2.3 + 0.001 * seed : 0.4);
    }
    ContrastDetail detail = first(study);
    assertThat(detail.failures().neverLearned()).isEqualTo(new NeverLearned(7, 0));
    assertThat(detail.result().verdict()).isEqualTo(Verdict.WORSE);
    assertThat(detail.basis()).isEqualTo(ContrastDetail.Basis.FAILURES);
  }

  @Test
  void aMetricThatTheSweepIsNotJudgedByMayTell() {
    Study study =
        better(10)
            .program("own ${args}")
            .stuck(new ChanceLevel(new Objective("f1", Goal.MAXIMIZE), 0));
    for (int seed = 1; seed <= 10; seed++) {
      study.reading("lrn", seed, "f1", seed <= 4 ? 0 : 0.8);
    }
    assertThat(first(study).failures().neverLearned()).isEqualTo(new NeverLearned(4, 0));
  }

  @Test
  void interactionsAndClaimsLeaveOutTheSameSeeds() {
    Study study = Study.grid(10).stuck(CHANCE);
    study.reading("l5", 3, Metrics.VALIDATION_ACCURACY, 0.1);
    study.reading("n3", 8, Metrics.VALIDATION_ACCURACY, 0.11);
    assertThat(Judged.interactions(study.evidence()).get(0).pairs()).isEqualTo(8);

    Study lrn = stuck(better(10), "lrn", 2, 5, 9);
    Claim same =
        new Claim(
            lrn.sweep().header().contrasts().get(0),
            Metrics.VALIDATION_ACCURACY,
            Claim.Kind.RATIO,
            1);
    ClaimResult result = Judged.claims(lrn.evidence(), List.of(same)).get(0);
    assertThat(result.pairs()).isEqualTo(7);
    assertThat(result.basis().obstacle()).contains(ClaimResult.Obstacle.LOSSES);
    assertThat(result.basis().lost()).isEqualTo(3);
  }

  @Test
  void theAuditAsksWhetherArmsLearned() {
    assertThat(findings(better(10))).isEmpty();

    Finding some = findings(stuck(better(10), "lrn", 1, 2, 3, 4, 5)).get(0);
    assertThat(some.severity()).isEqualTo(Severity.WARNING);
    assertThat(some.runs()).hasSize(5);
    assertThat(FindingText.of(some).what())
        .isEqualTo(
            "5 of 10 runs of lrn=true never learned (validation accuracy no better than 0.12).");

    Finding most = findings(stuck(better(10), "none", 1, 2, 3, 4, 5, 6)).get(0);
    assertThat(most.severity()).isEqualTo(Severity.ERROR);
    assertThat(((StuckArm) most.detail()).arm()).isEqualTo("lrn=false");
  }

  @Test
  void theAuditSaysWhereNobodyKnows() {
    Study ours =
        Study.lrn(4)
            .setting("lrn", "validation_size", Setting.of(1000L))
            .setting("none", "validation_size", Setting.of(1000L));
    assertThat(findings(ours)).isEmpty();
    ours.setting("lrn", "dataset", Setting.of("/data/pictures"));
    assertThat(findings(ours))
        .extracting(Finding::severity, Finding::detail)
        .containsExactly(tuple(Severity.NOTE, new UnknownChance(4)));
    assertThat(findings(ours.program("own ${args}"))).isEmpty();
  }

  private static List<Finding> findings(Study study) {
    return Study.findings(study.evidence()).stream()
        .filter(finding -> FindingText.of(finding).check().equals("learning"))
        .toList();
  }

  private static Study mixed(String arm, int stuck, String other, int alsoStuck) {
    Study study = Study.lrn(10).stuck(CHANCE);
    for (int seed = 1; seed <= 10; seed++) {
      study.reading(arm, seed, Metrics.VALIDATION_ACCURACY, seed <= stuck ? 0.1 : 0.9);
      study.reading(
          other,
          seed,
          Metrics.VALIDATION_ACCURACY,
          seed > 10 - alsoStuck ? 0.1 : 0.9 + 0.001 * (seed % 4));
    }
    return study;
  }

  private static Verdict mirrored(Verdict verdict) {
    return switch (verdict) {
      case BETTER -> Verdict.WORSE;
      case WORSE -> Verdict.BETTER;
      default -> verdict;
    };
  }

  /** LRN reads higher by a point in all seeds. */
  private static Study better(int seeds) {
    Study study = Study.lrn(seeds).stuck(CHANCE);
    for (int seed = 1; seed <= seeds; seed++) {
      study.reading("none", seed, Metrics.VALIDATION_ACCURACY, 0.95 + 0.001 * (seed % 3));
      study.reading("lrn", seed, Metrics.VALIDATION_ACCURACY, 0.96 + 0.001 * (seed % 4));
    }
    return study;
  }

  private static Study stuck(Study study, String arm, long... seeds) {
    for (long seed : seeds) {
      study.reading(arm, seed, Metrics.VALIDATION_ACCURACY, 0.1 + 0.001 * (seed % 5));
    }
    return study;
  }

  private static ContrastDetail first(Study study) {
    return Judged.details(study.evidence(), 1).get(0);
  }
}
