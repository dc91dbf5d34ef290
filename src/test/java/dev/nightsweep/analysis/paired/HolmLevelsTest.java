package dev.nightsweep.analysis.paired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The level that Holm leaves to each test is that of the interval by which it can be read off. */
class HolmLevelsTest {
  private static final double MARGIN = 0.01;

  @Test
  void eachStepHasALevelOfItsOwn() {
    assertThat(Holm.levels(List.of(0.019, 0.001, 0.3, Double.NaN), 0.06))
        .as("of four: 0.001 is found at a fourth, 0.019 at a third, and then nothing more")
        .containsExactly(0.02, 0.015, 0.03, 0.03);
    assertThat(Holm.levels(List.of(0.5), 0.05)).containsExactly(0.05);
    assertThat(Holm.levels(List.of(0.01, 0.04), 0.05)).containsExactly(0.025, 0.05);
  }

  /** Where many p values are near the limits of Holm's steps. */
  @Test
  void anIntervalOfThatLevelShowsWhatHolmDecides() {
    SplittableRandom random = new SplittableRandom(20_261_130);
    int found = 0;
    for (int study = 0; study < 2_000; study++) {
      List<PairedSample> samples = new ArrayList<>();
      for (int i = 0; i < 1 + study % 5; i++) {
        samples.add(sample(random, 4 + random.nextInt(6)));
      }
      FamilyDecisions decisions = FamilyDecisions.fixed(samples, OptionalDouble.of(MARGIN));
      for (int i = 0; i < samples.size(); i++) {
        Interval difference = samples.get(i).interval(1 - decisions.differenceLevel(i));
        Interval equivalence = samples.get(i).interval(1 - 2 * decisions.equivalenceLevel(i));
        assertThat(!difference.contains(0)).isEqualTo(decisions.isDifferent(i));
        assertThat(equivalence.isInside(MARGIN)).isEqualTo(decisions.isEquivalent(i));
        found += decisions.verdict(i, Objective.DEFAULT) == Verdict.INCONCLUSIVE ? 0 : 1;
      }
    }
    assertThat(found).as("both kinds occur").isBetween(500, 5_900);
  }

  private static PairedSample sample(SplittableRandom random, int seeds) {
    double mean = 0.008 * random.nextGaussian();
    double spread = 0.006 * random.nextDouble();
    return new PairedSample(
        IntStream.range(0, seeds).mapToObj(i -> mean + spread * random.nextGaussian()).toList());
  }
}
