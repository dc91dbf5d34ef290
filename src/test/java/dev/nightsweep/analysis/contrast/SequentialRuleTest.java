package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.paired.Holm;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.sequential.RepeatedTests;
import dev.nightsweep.analysis.sequential.Sequence;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Verdict;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SequentialRuleTest {
  private static final RepeatedTests TESTS = new RepeatedTests(5, 9);
  private static final double[] BASE = {0.970, 0.972, 0.968, 0.971, 0.969, 0.973, 0.970, 0.972};
  private static final double[] HIGHER = {0.980, 0.981, 0.979, 0.980, 0.980, 0.982, 0.980, 0.981};
  private static final double[] LATER = {0.980, 0.981, 0.979, 0.980, 0.980, 0.943, 0.930, 0.921};
  private static final double[] ALIKE = {0.9702, 0.9718, 0.9683, 0.9708, 0.9691, 0.9729};

  @Test
  void beforeTheFirstLookNothingIsSettled() {
    ContrastDetail detail = judge(study(4, HIGHER));
    assertThat(detail.result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(detail.result().pHolm()).isNaN();
  }

  @Test
  void theSmallestPIsChargedForAllLooks() {
    PairedSample sample = sample(judge(study(7, HIGHER)));
    double smallest = 1;
    for (int n = 5; n <= 7; n++) {
      smallest = Math.min(smallest, new PairedSample(sample.differences().subList(0, n)).pT());
    }
    Sequence sequence = Sequence.of(sample, 5, 9, OptionalDouble.empty());
    assertThat(sequence.pDifference()).isEqualTo(smallest);
    ContrastDetail open = judge(study(6, ALIKE));
    Sequence looks = Sequence.of(sample(open), 5, 9, OptionalDouble.empty());
    assertThat(open.result().pHolm())
        .isEqualTo(TESTS.overall(looks.pDifference()))
        .isGreaterThan(looks.pDifference());
  }

  @Test
  void aVerdictPointsWhereItsLookPointedWhateverComesLater() {
    ContrastDetail found = judge(study(5, LATER));
    ContrastDetail later = judge(study(8, LATER));
    assertThat(found.result().verdict()).isEqualTo(Verdict.BETTER);
    assertThat(later.result().meanDifference()).isNegative();
    assertThat(later.result().verdict()).isEqualTo(Verdict.BETTER);
    assertThat(later.result().pHolm()).isEqualTo(found.result().pHolm());
  }

  @Test
  void anEquivalenceStaysOneWhateverComesLater() {
    double[] apart = {0.9702, 0.9718, 0.9683, 0.9708, 0.9691, 0.9829, 0.9801, 0.9822};
    Study few = study(5, apart).margin(Metrics.VALIDATION_ACCURACY, 0.0015);
    Study many = study(8, apart).margin(Metrics.VALIDATION_ACCURACY, 0.0015);
    assertThat(judge(few).result().verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(judge(many).result().verdict()).isEqualTo(Verdict.EQUIVALENT);
  }

  @Test
  void equivalenceIsChargedForAllLooksToo() {
    Study study = study(6, ALIKE).margin(Metrics.VALIDATION_ACCURACY, 0.0009);
    ContrastDetail detail = judge(study);
    assertThat(detail.result().verdict()).isEqualTo(Verdict.EQUIVALENT);
    Sequence sequence = Sequence.of(sample(detail).first(5), 5, 9, OptionalDouble.of(0.0009));
    assertThat(detail.result().pEquivalenceHolm())
        .isEqualTo(TESTS.overallOneSided(sequence.pEquivalence()));
    assertThat(judge(study(6, ALIKE)).result().pEquivalenceHolm()).isNaN();
  }

  @Test
  void contrastsAreAdjustedByHolm() {
    List<ContrastDetail> rows = Judged.details(Study.grid(6).settling(5, 9).evidence(), 1);
    List<Double> pValues =
        List.of(rows.get(0), rows.get(3)).stream()
            .map(r -> Sequence.of(sample(r), 5, 9, OptionalDouble.empty()))
            .map(s -> TESTS.overall(s.pDifference()))
            .toList();
    assertThat(List.of(rows.get(0).result().pHolm(), rows.get(3).result().pHolm()))
        .isEqualTo(Holm.adjust(pValues));
  }

  @Test
  void manyLostSeedsLeaveAContrastOpen() {
    Study study = study(8, HIGHER).end("lrn", 2, RunState.DIVERGED, "NaN");
    assertThat(judge(study).result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void lossesAfterTheLookThatSettledItTakeNothingBack() {
    Study study = study(8, HIGHER).end("lrn", 8, RunState.DIVERGED, "NaN");
    assertThat(judge(study).result().verdict()).isEqualTo(Verdict.BETTER);
  }

  @Test
  void looksAfterTheCapAreIgnored() {
    List<Double> differences = List.of(1.0, -1.0, 1.2, -1.1, 0.4, 5.0, 5.0, 5.0, 5.0);
    Sequence capped = Sequence.of(new PairedSample(differences), 3, 5, OptionalDouble.empty());
    Sequence same =
        Sequence.of(new PairedSample(differences.subList(0, 5)), 3, 9, OptionalDouble.empty());
    assertThat(capped.pDifference()).isEqualTo(same.pDifference());
    assertThat(capped.differing().mean()).isCloseTo(0.4, within(1e-12));
  }

  private static PairedSample sample(ContrastDetail detail) {
    return new PairedSample(detail.differences().stream().map(SeedDifference::difference).toList());
  }

  private static ContrastDetail judge(Study study) {
    return Judged.details(study.evidence(), 1).get(0);
  }

  private static Study study(int seeds, double[] level) {
    Study study = Study.lrn(seeds).settling(5, 9);
    for (int seed = 1; seed <= seeds; seed++) {
      study.reading("none", seed, Metrics.VALIDATION_ACCURACY, BASE[seed - 1]);
      study.reading("lrn", seed, Metrics.VALIDATION_ACCURACY, level[seed - 1]);
    }
    return study;
  }
}
