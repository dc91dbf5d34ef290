package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Readings that come in steps: equal differences are no certainty. */
class SpreadFloorTest {
  private static final double[] LOWER = {0.96, 0.97, 0.95, 0.96, 0.97, 0.95, 0.96};
  private static final double[] HIGHER = {0.97, 0.98, 0.96, 0.97, 0.98, 0.96, 0.97};

  @Test
  void threeDifferencesOfOneStepSettleNothing() {
    ContrastDetail detail = detail(apart(3));
    assertThat(detail.result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(detail.isMaterial()).isFalse();
    assertThat(detail.interval().low()).isNegative();
    assertThat(detail.result().pT()).isCloseTo(0.07418, within(1e-5));
    assertThat(detail.seedsNeeded()).isPresent();
    assertThat(detail(apart(7)).result().verdict()).isEqualTo(Verdict.BETTER);
  }

  @Test
  void whereTheNumberOfImagesIsKnownOneOfThemIsTheStep() {
    assertThat(detail(images(apart(3), 100)).interval().low()).isNegative();
    ContrastDetail fine = detail(images(apart(3), 10_000));
    assertThat(fine.interval().low())
        .isCloseTo(0.01 - 0.5e-4 * 4.30265 / Math.sqrt(3), within(1e-8));
    assertThat(detail(images(apart(3), 10_000).program("python train.py")).interval().low())
        .isNegative();
  }

  @Test
  void ofTheTestSetItIsOneOfTheImagesThatWereTested() {
    Study study = apart(3);
    double images =
        study.result(study.run("none", 1).runId()).orElseThrow().confusion().stream()
            .flatMap(List::stream)
            .mapToInt(count -> count)
            .sum();
    assertThat(Judged.details(study.evidence(), 1).get(1).interval().low())
        .isCloseTo(0.01 - 0.5 / images * 4.30265 / Math.sqrt(3), within(1e-8));
  }

  @Test
  void equalReadingsOfWhatHasNoKnownStepAreNotEquivalent() {
    double[] ones = {1, 1, 1, 1, 1};
    Study study = Study.lrn(5).accuracies("none", ones).accuracies("lrn", ones);
    ContrastDetail detail = detail(study);
    assertThat(detail.result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(detail.interval().isKnown()).isFalse();
    assertThat(detail(images(study, 10_000)).result().verdict()).isEqualTo(Verdict.EQUIVALENT);
  }

  @Test
  void claimsAreHeldToItToo() {
    Evidence evidence = apart(3).evidence();
    Claim none =
        new Claim(
            evidence.sweep().header().contrasts().get(0),
            Metrics.VALIDATION_ACCURACY,
            Claim.Kind.DIFFERENCE,
            0);
    Claim exact = new Claim(none.contrast(), none.metric(), Claim.Kind.DIFFERENCE, 0.01);
    assertThat(Judged.claims(evidence, List.of(none)).get(0).ruling())
        .isEqualTo(ClaimResult.Ruling.OPEN);
    assertThat(Judged.claims(evidence, List.of(exact)).get(0).ruling())
        .isEqualTo(ClaimResult.Ruling.OPEN);
  }

  @Test
  void interactionsAreHeldToItToo() {
    Study grid = Study.grid(3);
    grid.accuracies("n3", 0.96, 0.97, 0.95).accuracies("n5", 0.96, 0.97, 0.95);
    grid.accuracies("l3", 0.96, 0.97, 0.95).accuracies("l5", 0.97, 0.98, 0.96);
    Interaction interaction = Judged.interactions(grid.evidence()).get(0);
    assertThat(interaction.difference()).isCloseTo(0.01, within(1e-12));
    assertThat(interaction.matters()).isFalse();
    assertThat(interaction.interval().low()).isNegative();
  }

  @Test
  void soAreTheLooksOfARule() {
    Evidence evidence = apart(3).evidence();
    SweepRecord sweep = evidence.sweep();
    SweepRecord ruled =
        new SweepRecord(
            sweep.header().with(List.of(1L, 2L, 3L), Optional.of(new SeedRule(3, 4, false, false))),
            sweep.state(),
            sweep.arms(),
            sweep.runs(),
            sweep.startedAt(),
            sweep.endedAt(),
            sweep.looks(),
            sweep.lookedAt());
    Evidence looking =
        new Evidence(
            ruled,
            evidence.metrics(),
            evidence.runs(),
            evidence.attempts(),
            evidence.seconds(),
            evidence.cpuSeconds(),
            evidence.environments(),
            evidence.readings());
    assertThat(Judged.rows(looking, 1).get(0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  private static Study apart(int seeds) {
    Study study = Study.lrn(seeds).margin(Metrics.VALIDATION_ACCURACY, 0.005);
    for (int seed = 1; seed <= seeds; seed++) {
      for (String metric : List.of(Metrics.VALIDATION_ACCURACY, Metrics.TEST_ACCURACY)) {
        study.reading("none", seed, metric, LOWER[seed - 1]);
        study.reading("lrn", seed, metric, HIGHER[seed - 1]);
      }
    }
    return study;
  }

  private static Study images(Study study, long images) {
    return study
        .margin(Metrics.VALIDATION_ACCURACY, 0.005)
        .setting("none", "validation_size", Setting.of(images))
        .setting("lrn", "validation_size", Setting.of(images));
  }

  private static ContrastDetail detail(Study study) {
    return Judged.details(study.evidence(), 1).get(0);
  }
}
