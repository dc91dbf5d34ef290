package dev.nightsweep.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.paired.PairedSample;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagewiseEstimateTest {
  private static final PairedSample FOUND =
      new PairedSample(List.of(1.2, -0.3, 0.8, 2.1, 0.4, 1.6, 1.1, 1.9));
  private static final PairedSample OPEN =
      new PairedSample(List.of(0.5, -1.0, 0.9, 0.2, -0.4, 1.1, -0.2, 0.7, 0.1, 0.6, -0.3, 0.8));
  private static final PairedSample ALIKE =
      new PairedSample(List.of(0.2, -0.1, 0.15, -0.2, 0.05, 0.1, -0.12));

  /** Simulated in NumPy with 1,500,000 courses each; within a twenty-fifth of a standard error. */
  @Test
  void itAgreesWithBruteForce() {
    assertThat(StagewiseEstimate.of(FOUND, bounds(5, 0.01))).isCloseTo(1.0190, within(0.011));
    assertThat(StagewiseEstimate.of(OPEN, bounds(5, 0.02))).isCloseTo(0.2440, within(0.007));
    assertThat(StagewiseEstimate.of(ALIKE, bounds(4, 0.01, 0.01, OptionalDouble.of(0.3))))
        .isCloseTo(0.0141, within(0.0023));
  }

  /** By Armitage's recursion for a known spread, on a grid of sums in SciPy. */
  @ParameterizedTest
  @CsvSource({
    "64, 60, 0.02, 0.31, 0.2810",
    "66, 50, 0.01, 0.33, 0.2927",
    "60, 50, 0.02, 0.10, 0.0998"
  })
  void withManyReadingsItIsThatOfAKnownSpread(
      int n, int first, double level, double mean, double expected) {
    double[] quantiles =
        IntStream.range(0, n).mapToDouble(i -> Math.sin(12.9898 * (i + 1)) * (1 + i % 7)).toArray();
    PairedSample raw = new PairedSample(DoubleStream.of(quantiles).boxed().toList());
    PairedSample sample =
        new PairedSample(
            raw.differences().stream()
                .map(x -> mean + (x - raw.mean()) / raw.standardDeviation())
                .toList());
    assertThat(StagewiseEstimate.of(sample, bounds(first, level)))
        .isCloseTo(expected, within(0.1 / Math.sqrt(n)));
  }

  @Test
  void theOppositeReadingsHaveTheOppositeEstimate() {
    PairedSample opposite = new PairedSample(FOUND.differences().stream().map(x -> -x).toList());
    assertThat(StagewiseEstimate.of(opposite, bounds(5, 0.01)))
        .isEqualTo(-StagewiseEstimate.of(FOUND, bounds(5, 0.01)));
  }

  @Test
  void atTheFirstLookItIsTheMean() {
    assertThat(StagewiseEstimate.of(FOUND, bounds(8, 0.01))).isEqualTo(FOUND.mean());
    PairedSample flat = new PairedSample(List.of(1.0, 1.0, 1.0, 1.0));
    assertThat(StagewiseEstimate.of(flat, bounds(3, 0.01))).isEqualTo(1);
  }

  /** As where seeds were lost: no look may find anything, however clear the readings are. */
  @Test
  void ofReadingsThatAnEarlierLookWouldHaveSettledItIsTheMean() {
    PairedSample clear = new PairedSample(List.of(0.39, 0.42, 0.37, 0.4, 0.41, 0.36, 0.38));
    assertThat(StagewiseEstimate.estimateOrMean(clear, bounds(4, 0.01))).isEqualTo(clear.mean());
    PairedSample alike = new PairedSample(List.of(0.01, -0.02, 0.01, 0.0, -0.01, 0.02, 0.01));
    assertThat(
            StagewiseEstimate.estimateOrMean(alike, bounds(4, 0.01, 0.05, OptionalDouble.of(0.3))))
        .isEqualTo(alike.mean());
    assertThat(StagewiseEstimate.estimateOrMean(FOUND, bounds(5, 0.01)))
        .isEqualTo(StagewiseEstimate.of(FOUND, bounds(5, 0.01)));
  }

  private static LookBounds bounds(int first, double difference) {
    return bounds(first, difference, 0.5, OptionalDouble.empty());
  }

  private static LookBounds bounds(
      int first, double difference, double equivalence, OptionalDouble margin) {
    return new LookBounds(
        first,
        n -> TDistribution.of(n - 1.0).inverseSurvivalProbability(difference / 2),
        n -> TDistribution.of(n - 1.0).inverseSurvivalProbability(equivalence),
        margin);
  }
}
