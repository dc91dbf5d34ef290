package dev.nightsweep.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.paired.PairedSample;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectMixtureTest {
  private static final int PATHS = 5_000;
  private static final int LONGEST = 300;

  /**
   * Numbers from SciPy: the density of the noncentral t over that of t, integrated over the normal
   * distribution of the effect by quadrature.
   */
  @ParameterizedTest
  @CsvSource({
    "0.3 -0.1 0.4, 0, 0.8043943921, 1.403138525, 0.2056502597",
    "0.3 -0.1 0.4, 0.25, 0.4040921502, 0.2974658208, 0.5107184796",
    "0.31 0.52 0.28 0.44 0.15, 0, 15.83415567, 31.55739678, 0.1109145713",
    "0.31 0.52 0.28 0.44 0.15, 0.25, 0.7305518096, 1.311471674, 0.1496319456",
    "-0.2 0.1 -0.35 0.05 -0.4 -0.12 0.2 -0.3, 0, 0.7886690421, 0.1074813497, 1.469856734",
    "-0.2 0.1 -0.35 0.05 -0.4 -0.12 0.2 -0.3, 0.25, 39.69437548, 0.07536126525, 79.3133897",
    "1.2 0.3 -0.4 0.8 0.9 -0.1 0.5 1.4 0.2 0.7 -0.6 0.4 0.9 0.1 1.1, 0, 10.48824518, 20.9240707,"
        + " 0.05241964712",
    "1.2 0.3 -0.4 0.8 0.9 -0.1 0.5 1.4 0.2 0.7 -0.6 0.4 0.9 0.1 1.1, 0.25, 0.6151877251,"
        + " 1.154905028, 0.0754704221"
  })
  void theRatioIsThatOfTheDensitiesOfT(
      String readings, double value, double either, double above, double below) {
    PairedSample sample =
        new PairedSample(Arrays.stream(readings.split(" ")).map(Double::valueOf).toList());
    int n = sample.n();
    double t = (sample.mean() - value) / sample.standardDeviation() * Math.sqrt(n);
    assertThat(EffectMixture.ratio(n, t)).isCloseTo(either, within(1e-8 * either));
    assertThat(EffectMixture.ratioAbove(n, t)).isCloseTo(above, within(1e-8 * above));
    assertThat(EffectMixture.ratioAbove(n, -t)).isCloseTo(below, within(1e-8 * below));
  }

  /**
   * The chance that the ratio ever reaches b without an effect is the mean of one over the ratio
   * where it does, over samples with effects from the mixture; a sample that has not reached it
   * after 300 readings counts as if it met b exactly.
   */
  @ParameterizedTest
  @CsvSource({"2", "4", "5", "6", "8", "10", "15.4", "20", "77", "770"})
  void theChanceIsAtLeastThatOfEverReachingIt(double bound) {
    Random random = new Random(20261130);
    assertThat(chance(bound, random, false)).isLessThanOrEqualTo(EffectMixture.chance(bound));
    assertThat(chance(bound, random, true)).isLessThanOrEqualTo(EffectMixture.chance(bound));
  }

  /** The mean, three of its standard errors lower. */
  private static double chance(double bound, Random random, boolean above) {
    double sum = 0;
    double squares = 0;
    for (int path = 0; path < PATHS; path++) {
      double drawn = random.nextGaussian() * Math.sqrt(2);
      double reached = reached(bound, random, above ? Math.abs(drawn) : drawn, above);
      sum += 1 / reached;
      squares += 1 / (reached * reached);
    }
    double mean = sum / PATHS;
    return mean - 3 * Math.sqrt((squares / PATHS - mean * mean) / PATHS);
  }

  private static double reached(double bound, Random random, double effect, boolean above) {
    double sum = 0;
    double squares = 0;
    for (int n = 1; n <= LONGEST; n++) {
      double reading = random.nextGaussian() + effect;
      sum += reading;
      squares += reading * reading;
      if (n >= EffectMixture.MIN_READINGS) {
        double t = sum / Math.sqrt(n * (squares - sum * sum / n) / (n - 1));
        double ratio = above ? EffectMixture.ratioAbove(n, t) : EffectMixture.ratio(n, t);
        if (ratio >= bound) {
          return ratio;
        }
      }
    }
    return bound;
  }

  @Test
  void theCriticalTHasTheChance() {
    for (int n = 4; n <= 200; n += 7) {
      for (double alpha : new double[] {0.05, 0.01, 0.2}) {
        double t = EffectMixture.criticalT(n, alpha);
        if (Double.isFinite(t)) {
          double chance = EffectMixture.chance(EffectMixture.ratio(n, -t));
          assertThat(chance).isCloseTo(alpha, within(1e-9));
        }
      }
    }
  }

  @Test
  void threeReadingsAreNeverEnough() {
    assertThat(EffectMixture.criticalT(3, 0.05)).isInfinite();
    assertThat(EffectMixture.ratio(3, Double.POSITIVE_INFINITY)).isCloseTo(7, within(1e-9));
    assertThat(EffectMixture.chance(7)).isGreaterThan(0.1);
  }

  @Test
  void readingsWhoseMeanIsZeroSpeakAgainstAnEffect() {
    assertThat(EffectMixture.ratio(4, 0)).isCloseTo(1.0 / 3, within(1e-9));
  }
}
