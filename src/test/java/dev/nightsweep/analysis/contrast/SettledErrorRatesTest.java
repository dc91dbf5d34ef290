package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.sequential.SequentialRule;
import dev.nightsweep.analysis.sequential.StopRule;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Verdict;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/**
 * Whole sweeps judged at every look, all of which go on to the cap as if for another contrast's
 * sake.
 */
class SettledErrorRatesTest {
  private static final int STUDIES = 600;
  private static final int FIRST = 5;
  private static final int CAP = 12;

  /** Decides what the rule decides, and computes no p value further than that takes. */
  private static final StopRule RULE = new SequentialRule(FIRST, CAP).inShort();

  /** More than so many of 0.05 would be seen once in a thousand times. */
  private static final int MOST =
      BinomialDistribution.of(STUDIES, 0.05).inverseCumulativeProbability(0.999);

  @Test
  void claimsAndInteractionsErrNoMoreThanVerdicts() {
    SplittableRandom random = new SplittableRandom(2611);
    int verdicts = 0;
    int refuted = 0;
    int interacting = 0;
    int uncorrected = 0;
    for (int study = 0; study < STUDIES; study++) {
      Study drawn = grid(random, 0);
      Evidence evidence = drawn.evidence();
      JudgedRuns runs = new JudgedRuns(evidence, RULE);
      Claim same = new Claim(lrn(evidence), Metrics.VALIDATION_ACCURACY, Claim.Kind.DIFFERENCE, 0);
      ClaimResult claim = Claims.judge(runs, List.of(same)).get(0);
      refuted += claim.ruling() == ClaimResult.Ruling.REFUTED ? 1 : 0;
      interacting += Interactions.of(runs).get(0).matters() ? 1 : 0;
      List<ContrastDetail> details = details(runs);
      verdicts +=
          details.stream().anyMatch(d -> d.result().verdict() != Verdict.INCONCLUSIVE) ? 1 : 0;
      uncorrected += isEverBelow(details.get(1)) ? 1 : 0;
    }
    assertThat(refuted).isLessThanOrEqualTo(MOST);
    assertThat(interacting).isLessThanOrEqualTo(MOST);
    assertThat(verdicts).isLessThanOrEqualTo(MOST);
    assertThat(uncorrected).as("what no correction would give").isGreaterThan(MOST);
  }

  @Test
  void intervalsCoverAndVerdictsPointWhereTheirLookPointed() {
    SplittableRandom random = new SplittableRandom(2612);
    int covered = 0;
    int wrong = 0;
    int found = 0;
    for (int study = 0; study < STUDIES; study++) {
      ContrastDetail detail = details(new JudgedRuns(grid(random, 0.6).evidence(), RULE)).get(1);
      Interval interval = detail.interval();
      covered += interval.contains(0.6) ? 1 : 0;
      Verdict verdict = detail.result().verdict();
      found += verdict == Verdict.BETTER ? 1 : 0;
      wrong += verdict == Verdict.WORSE ? 1 : 0;
      if (verdict == Verdict.BETTER) {
        assertThat(interval.low()).isPositive();
        assertThat(detail.result().reported().mean()).isPositive();
      } else if (verdict == Verdict.WORSE) {
        assertThat(interval.high()).isNegative();
      }
    }
    assertThat(STUDIES - covered).isLessThanOrEqualTo(MOST);
    assertThat(found).isGreaterThan(STUDIES / 6);
    assertThat(wrong).isLessThan(3);
  }

  /** Whether a fixed-sample test would have found something at some look. */
  private static boolean isEverBelow(ContrastDetail detail) {
    List<Double> differences =
        detail.differences().stream().map(SeedDifference::difference).toList();
    return IntStream.rangeClosed(FIRST, CAP)
        .anyMatch(n -> new PairedSample(differences.subList(0, n)).pT() <= Thresholds.ALPHA);
  }

  private static Contrast lrn(Evidence evidence) {
    return evidence.sweep().header().contrasts().get(1);
  }

  private static List<ContrastDetail> details(JudgedRuns runs) {
    return Verdicts.family(runs, runs.contrasts(), runs.objective(), 1);
  }

  /** Differences of standard deviation 1, with an effect of normalization. */
  private static Study grid(SplittableRandom random, double effect) {
    Study study = Study.grid(CAP).settling(FIRST, CAP);
    for (String arm : List.of("n3", "n5", "l3", "l5")) {
      for (int seed = 1; seed <= CAP; seed++) {
        double reading = random.nextGaussian() + (arm.startsWith("l") ? effect : 0);
        study.reading(arm, seed, Metrics.VALIDATION_ACCURACY, reading);
      }
    }
    return study;
  }
}
