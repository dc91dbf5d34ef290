package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verdicts on a sweep whose tests hold at any look. */
class AnytimeVerdictsTest {
  private static final double[] BASE = {
    0.970, 0.972, 0.968, 0.971, 0.969, 0.973, 0.970, 0.972, 0.971, 0.969
  };
  private static final double[] HIGHER = {
    0.980, 0.981, 0.979, 0.980, 0.980, 0.982, 0.980, 0.981, 0.981, 0.979
  };
  private static final double[] LATER = {
    0.980, 0.981, 0.979, 0.980, 0.980, 0.943, 0.930, 0.921, 0.920, 0.921
  };
  private static final double[] ALIKE = {
    0.9702, 0.9718, 0.9683, 0.9708, 0.9691, 0.9729, 0.9701, 0.9718, 0.9711, 0.9690
  };

  @Test
  void aLargeDifferenceIsFoundAndTheIntervalAllowsForAnyLook() {
    ContrastDetail detail = judge(study(6, HIGHER));
    assertThat(detail.result().verdict()).isEqualTo(Verdict.BETTER);
    Interval at = detail.simultaneous();
    assertThat(at.low()).isPositive().isLessThan(detail.result().ciLow());
    assertThat(at.high()).isGreaterThan(detail.result().ciHigh());
  }

  @Test
  void whatWasFoundStaysWhateverComesLater() {
    ContrastDetail later = judge(study(10, LATER));
    assertThat(later.result().meanDifference()).isNegative();
    assertThat(later.result().verdict()).isEqualTo(Verdict.BETTER);
  }

  @Test
  void twinsInAllButNameAreEquivalent() {
    Study study = study(10, ALIKE).margin(Metrics.VALIDATION_ACCURACY, 0.0009);
    assertThat(judge(study).result().verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(judge(study(10, ALIKE)).result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  /** A seed counts once nothing of it or of an earlier one is to come. */
  @Test
  void thereIsAVerdictWhileRunsAreToCome() {
    Study open = study(10, HIGHER).end("lrn", 8, RunState.RUNNING, "");
    ContrastDetail detail = judge(open);
    assertThat(detail.result().verdict()).isEqualTo(Verdict.BETTER);
    assertThat(detail.result().pairs()).isEqualTo(7);
    assertThat(detail.result().pHolm()).isEqualTo(judge(study(7, HIGHER)).result().pHolm());
    assertThat(open.evidence().hasRunsToCome()).isTrue();
  }

  @Test
  void twoSeedsAreTooFew() {
    Study open = study(10, HIGHER).end("none", 3, RunState.RUNNING, "");
    assertThat(judge(open).result().verdict()).isEqualTo(Verdict.NO_VERDICT);
    assertThat(judge(open).basis()).isEqualTo(ContrastDetail.Basis.TOO_FEW_SEEDS);
  }

  @Test
  void beforeTheFirstSeedIsWholeTheSweepIsInterim() {
    Study open = study(10, HIGHER).end("none", 1, RunState.RUNNING, "");
    assertThat(judge(open).basis()).isEqualTo(ContrastDetail.Basis.INTERIM);
  }

  @Test
  void addedSeedsAreNoExtension() {
    List<ContrastResult> shown = Judged.rows(study(5, ALIKE).evidence(), 1);
    Study longer = study(9, ALIKE);
    SweepHeader header = longer.evidence().sweep().header();
    List<ContrastDetail> now = Judged.details(longer.evidence(), 2);
    assertThat(Looks.areUncontrolled(header, now, shown)).isFalse();
    assertThat(Looks.areAllowedFor(header)).isTrue();
  }

  private static ContrastDetail judge(Study study) {
    return Judged.details(study.evidence(), 1).get(0);
  }

  private static Study study(int seeds, double[] level) {
    Study study = Study.lrn(seeds).anytime();
    for (int seed = 1; seed <= seeds; seed++) {
      study.reading("none", seed, Metrics.VALIDATION_ACCURACY, BASE[seed - 1]);
      study.reading("lrn", seed, Metrics.VALIDATION_ACCURACY, level[seed - 1]);
    }
    return study;
  }
}
