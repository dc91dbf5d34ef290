package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.paired.Holm;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.sequential.RepeatedTests;
import dev.nightsweep.analysis.sequential.Sequence;
import dev.nightsweep.analysis.sequential.SequentialRule;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Verdict;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SequentialRuleTest {
  private static final SequentialRule RULE = new SequentialRule(5, 9);
  private static final RepeatedTests TESTS = new RepeatedTests(5, 9);
  private static final double[] BASE = {0.970, 0.972, 0.968, 0.971, 0.969, 0.973, 0.970, 0.972};
  private static final double[] HIGHER = {0.980, 0.981, 0.979, 0.980, 0.980, 0.982, 0.980, 0.981};
  private static final double[] LATER = {0.980, 0.981, 0.979, 0.980, 0.980, 0.943, 0.930, 0.921};

  @Test
  void beforeTheFirstLookThereIsNoVerdict() {
    SequentialResult result = judge(study(4, HIGHER));
    assertThat(result.verdict()).isEqualTo(Verdict.NO_VERDICT);
    assertThat(result.isSettled()).isFalse();
    assertThat(result.pDifference()).isNaN();
    assertThat(result.interval().isKnown()).isFalse();
  }

  @Test
  void theSmallestPIsChargedForAllLooks() {
    Study study = study(7, HIGHER);
    List<Double> differences =
        Verdicts.details(study.evidence(), 1).get(0).differences().stream()
            .map(SeedDifference::difference)
            .toList();
    double smallest = 1;
    for (int n = 5; n <= 7; n++) {
      smallest = Math.min(smallest, new PairedSample(differences.subList(0, n)).pT());
    }
    SequentialResult result = judge(study);
    assertThat(result.pDifference()).isEqualTo(TESTS.overall(smallest)).isGreaterThan(smallest);
    assertThat(result.verdict()).isEqualTo(Verdict.BETTER);
    assertThat(result.isSettled()).isTrue();
  }

  @Test
  void aSettledContrastStaysSettledWhateverComesLater() {
    assertThat(judge(study(5, LATER)).verdict()).isEqualTo(Verdict.BETTER);
    SequentialResult later = judge(study(8, LATER));
    assertThat(later.verdict()).isEqualTo(Verdict.BETTER);
    assertThat(later.interval().low()).isNegative();
  }

  @Test
  void equivalenceIsChargedForAllLooksToo() {
    double[] alike = {0.9702, 0.9718, 0.9683, 0.9708, 0.9691, 0.9729};
    Study study = study(6, alike).margin(Metrics.VALIDATION_ACCURACY, 0.0009);
    SequentialResult result = judge(study);
    assertThat(result.verdict()).isEqualTo(Verdict.EQUIVALENT);
    Sequence sequence =
        Sequence.of(
            Verdicts.details(study.evidence(), 1).get(0).differences().stream()
                .map(SeedDifference::difference)
                .toList(),
            5,
            9,
            OptionalDouble.of(0.0009));
    assertThat(result.pEquivalence()).isEqualTo(TESTS.overallOneSided(sequence.pEquivalence()));
    assertThat(judge(study(6, alike)).pEquivalence()).isNaN();
  }

  @Test
  void theRepeatedIntervalUsesTheNominalLevel() {
    Study study = study(6, HIGHER);
    PairedSample sample =
        new PairedSample(
            Verdicts.details(study.evidence(), 1).get(0).differences().stream()
                .map(SeedDifference::difference)
                .toList());
    Interval expected = sample.interval(1 - TESTS.nominal(0.05));
    assertThat(judge(study).interval()).isEqualTo(expected);
    assertThat(expected.high() - expected.low())
        .isGreaterThan(sample.interval(0.95).high() - sample.interval(0.95).low());
  }

  @Test
  void seedsAfterOneThatIsStillToComeDoNotCountYet() {
    Study study = study(8, HIGHER).end("lrn", 6, RunState.RUNNING, "");
    assertThat(judge(study).pairs()).isEqualTo(5);
  }

  @Test
  void contrastsAreAdjustedByHolm() {
    Study study = Study.grid(6);
    List<SequentialResult> results = SequentialVerdicts.judge(RULE, study.evidence());
    List<Double> holm = Holm.adjust(results.stream().map(SequentialResult::pDifference).toList());
    assertThat(results).extracting(SequentialResult::pHolm).isEqualTo(holm);
  }

  @Test
  void manyLostSeedsLeaveAContrastOpen() {
    Study study = study(8, HIGHER).end("lrn", 2, RunState.DIVERGED, "NaN");
    assertThat(judge(study).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void looksAfterTheCapAreIgnored() {
    List<Double> differences = List.of(1.0, -1.0, 1.2, -1.1, 0.4, 5.0, 5.0, 5.0, 5.0);
    Sequence capped = Sequence.of(differences, 3, 5, OptionalDouble.empty());
    Sequence same = Sequence.of(differences.subList(0, 5), 3, 9, OptionalDouble.empty());
    assertThat(capped).isEqualTo(same);
    assertThat(capped.mean()).isCloseTo(0.4, within(1e-12));
  }

  private static SequentialResult judge(Study study) {
    return SequentialVerdicts.judge(RULE, study.evidence()).get(0);
  }

  private static Study study(int seeds, double[] level) {
    Study study = Study.lrn(seeds);
    for (int seed = 1; seed <= seeds; seed++) {
      study.reading("none", seed, Metrics.VALIDATION_ACCURACY, BASE[seed - 1]);
      study.reading("lrn", seed, Metrics.VALIDATION_ACCURACY, level[seed - 1]);
    }
    return study;
  }
}
