package dev.nightsweep.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Peeks after every seed, up to 40 of them. */
class AnytimeRuleTest {
  private static final int STUDIES = 1000;
  private static final int SEEDS = 40;
  private static final double MARGIN = 1;

  private final AnytimeRule rule = new AnytimeRule();
  private final Random random = new Random(20261130);

  /** Five levels beside one baseline whose readings all five share. */
  @Test
  void anyFalseDifferenceOfAFamilyIsRare() {
    int wrong = 0;
    for (int study = 0; study < STUDIES; study++) {
      List<Double> baseline = draw(0);
      List<PairedSample> levels =
          IntStream.range(0, 5).mapToObj(i -> minus(draw(0), baseline)).toList();
      wrong += found(levels) ? 1 : 0;
    }
    assertIsRare(wrong);
  }

  /** Where all differences are the margin, and where they are minus the margin. */
  @Test
  void anyFalseEquivalenceOfAFamilyIsRare() {
    int wrong = 0;
    for (int study = 0; study < STUDIES; study++) {
      double mean = study % 2 == 0 ? MARGIN : -MARGIN;
      List<PairedSample> levels =
          IntStream.range(0, 3).mapToObj(i -> new PairedSample(draw(mean))).toList();
      FamilyDecisions decisions = decisions(levels);
      wrong += IntStream.range(0, 3).anyMatch(decisions::isEquivalent) ? 1 : 0;
    }
    assertIsRare(wrong);
  }

  @Test
  void aSequenceOfIntervalsCoversTheMeanAtAllLooksAtOnce() {
    int wrong = 0;
    for (int study = 0; study < STUDIES; study++) {
      List<Double> differences = draw(0.3);
      wrong +=
          IntStream.rangeClosed(3, SEEDS)
                  .mapToObj(n -> rule.interval(first(differences, n), 0.05))
                  .anyMatch(interval -> interval.isKnown() && !interval.contains(0.3))
              ? 1
              : 0;
    }
    assertIsRare(wrong);
  }

  private static void assertIsRare(int wrong) {
    double rate = (double) wrong / STUDIES;
    assertThat(rate).isBetween(0.005, 0.05 + 3 * Math.sqrt(0.05 * 0.95 / STUDIES));
  }

  /**
   * From 5 seeds to 20 at most. A ratio of 20 with a normal prior of variance 1 takes 12.7 and 8.5
   * seeds on average.
   */
  @Test
  void largeEffectsAreFoundWithFewSeeds() {
    assertThat(meanSeeds(1)).isCloseTo(11.9, within(0.3));
    assertThat(meanSeeds(1.5)).isCloseTo(7.75, within(0.2));
  }

  private double meanSeeds(double effect) {
    double sum = 0;
    for (int study = 0; study < STUDIES; study++) {
      List<Double> differences = draw(effect);
      int n = 5;
      while (n < 20 && !found(List.of(first(differences, n)))) {
        n++;
      }
      sum += n;
    }
    return sum / STUDIES;
  }

  /** A difference of 5 standard deviations that turns about: what was found stays as it was. */
  @Test
  void theSampleIsThatOfTheLookThatFoundIt() {
    List<Double> differences = new ArrayList<>(List.of(0.9, 1.0, 1.1, 1.05, 0.95, 1.0));
    differences.addAll(Collections.nCopies(12, -1.0));
    FamilyDecisions decisions = decisions(List.of(new PairedSample(differences)));
    assertThat(decisions.isDifferent(0)).isTrue();
    assertThat(decisions.differing().get(0).n()).isEqualTo(6);
    assertThat(decisions.differing().get(0).mean()).isPositive();
  }

  @Test
  void noDifferenceIsFoundEquivalentInTime() {
    FamilyDecisions decisions =
        decisions(List.of(new PairedSample(draw(0).stream().map(d -> d / 2).toList())));
    assertThat(decisions.isEquivalent(0)).isTrue();
    assertThat(decisions.equivalent().get(0).mean()).isBetween(-MARGIN, MARGIN);
  }

  @Test
  void theIntervalIsWiderThanThatOfOneLook() {
    PairedSample sample = first(draw(0.5), 10);
    Interval one = sample.interval(0.95);
    Interval any = rule.interval(sample, 0.05);
    assertThat((any.high() - any.low()) / (one.high() - one.low()))
        .isCloseTo(3.686 / 2.262, within(1e-3));
  }

  @Test
  void tooFewSeedsExcludeNothing() {
    PairedSample three = first(draw(9), 3);
    assertThat(rule.interval(three, 0.05).isKnown()).isFalse();
    assertThat(rule.interval(first(draw(9), 2), 0.05).isKnown()).isFalse();
    assertThat(decisions(List.of(three)).differences().get(0)).isGreaterThan(0.05);
    assertThat(decisions(List.of(first(draw(9), 2))).differences().get(0)).isNaN();
  }

  @Test
  void equalDifferencesAreNoCertainty() {
    List<Double> equal = Collections.nCopies(4, 0.01);
    PairedSample coarse = new PairedSample(equal, 0.01);
    PairedSample unknown = new PairedSample(equal, Double.POSITIVE_INFINITY);
    assertThat(decisions(List.of(new PairedSample(equal))).differences().get(0))
        .isBetween(0.02, 0.05);
    assertThat(decisions(List.of(coarse)).differences().get(0)).isGreaterThan(0.2);
    assertThat(decisions(List.of(unknown)).differences().get(0)).isOne();
    assertThat(rule.interval(coarse, 0.05).low()).isNegative();
    assertThat(rule.interval(unknown, 0.05).isKnown()).isFalse();
  }

  @Test
  void withoutAMarginNothingIsEquivalent() {
    List<PairedSample> samples = List.of(new PairedSample(draw(0)));
    FamilyDecisions decisions = rule.decisions(samples, List.of(OptionalDouble.empty()));
    assertThat(decisions.equivalences().get(0)).isNaN();
    assertThat(decisions.isEquivalent(0)).isFalse();
  }

  @Test
  void looksAreTakenAfterEverySeed() {
    assertThat(rule.looks(6)).containsExactly(3, 4, 5, 6);
    assertThat(rule.looks(2)).containsExactly(2);
  }

  /** Every order in which 16 seeds may fail more on the one side or on the other. */
  @Test
  void aFalseDifferenceInFailuresIsRareAtAnyLook() {
    int orders = 1 << 16;
    int wrong = 0;
    for (int order = 0; order < orders; order++) {
      int bits = order;
      List<Integer> excesses =
          IntStream.range(0, 16).mapToObj(i -> (bits >> i & 1) == 0 ? 1 : -1).toList();
      wrong += rule.pFailures(excesses) <= 0.05 ? 1 : 0;
    }
    assertThat((double) wrong / orders).isBetween(0.015, 0.05);
  }

  @Test
  void sevenSeedsThatFailOnOneSideAloneAreEnough() {
    assertThat(rule.pFailures(Collections.nCopies(6, 1))).isGreaterThan(0.05);
    assertThat(rule.pFailures(Collections.nCopies(7, -2))).isLessThan(0.05);
    assertThat(rule.pFailures(List.of(0, 0, 0))).isOne();
  }

  private boolean found(List<PairedSample> samples) {
    FamilyDecisions decisions = decisions(samples);
    return IntStream.range(0, samples.size()).anyMatch(decisions::isDifferent);
  }

  private FamilyDecisions decisions(List<PairedSample> samples) {
    return rule.decisions(samples, Collections.nCopies(samples.size(), OptionalDouble.of(MARGIN)));
  }

  private List<Double> draw(double mean) {
    return IntStream.range(0, SEEDS).mapToObj(i -> random.nextGaussian() + mean).toList();
  }

  private static PairedSample minus(List<Double> level, List<Double> baseline) {
    return new PairedSample(
        IntStream.range(0, SEEDS).mapToObj(i -> level.get(i) - baseline.get(i)).toList());
  }

  private static PairedSample first(List<Double> differences, int n) {
    return new PairedSample(differences.subList(0, n));
  }
}
