package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.sequential.AnytimeRule;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chance that seeds to come settle a contrast. */
class ProspectTest {
  private static final List<Double> DIFFERENCES =
      List.of(0.31, -0.12, 0.45, 0.07, -0.28, 0.52, 0.18, -0.05, 0.22, 0.40);
  private static final AnytimeRule RULE = new AnytimeRule();

  private static OptionalDouble of(double shift, OptionalDouble margin, int toCome) {
    PairedSample sample = new PairedSample(DIFFERENCES).beyond(-shift);
    return Prospect.of(sample, margin, toCome, RULE);
  }

  /**
   * Two million futures in NumPy: a mean and a standard deviation drawn from what the ten seeds
   * leave possible, then the seeds to come. {@code same} tests them with today's standard
   * deviation, as this does, {@code own} with their own.
   */
  @ParameterizedTest
  @CsvSource({
    "0,    5,  0.1139, 0.090",
    "0,    10, 0.3751, 0.373",
    "0,    30, 0.9300, 0.846",
    "-0.1, 5,  0.2500, 0.272",
    "-0.1, 10, 0.5071, 0.473",
    "-0.2, 5,  0.4880, 0.484",
    "-0.2, 30, 0.9600, 0.852"
  })
  void theChanceIsThatOfDrawnFutures(double shift, int toCome, double same, double own) {
    double chance = of(shift, OptionalDouble.of(0.25), toCome).orElseThrow();

    assertThat(chance).isCloseTo(same, within(0.0015)).isCloseTo(own, within(0.12));
  }

  @Test
  void neitherDirectionNorScaleMatter() {
    double chance = of(0, OptionalDouble.of(0.25), 10).orElseThrow();
    List<Double> turned = DIFFERENCES.stream().map(d -> -100 * d).toList();

    assertThat(Prospect.of(new PairedSample(turned), OptionalDouble.of(25), 10, RULE).orElseThrow())
        .isCloseTo(chance, within(1e-9));
  }

  @Test
  void withoutAMarginOnlyADifferenceSettles() {
    assertThat(of(-0.17, OptionalDouble.empty(), 10).orElseThrow()).isLessThan(Prospect.LEAST);
    assertThat(of(-0.17, OptionalDouble.of(0.25), 10).orElseThrow()).isGreaterThan(0.5);
  }

  @Test
  void itIsNotToldOfTooLittle() {
    OptionalDouble none = OptionalDouble.empty();
    assertThat(of(0, none, 0)).isEmpty();
    assertThat(Prospect.of(new PairedSample(DIFFERENCES).first(7), none, 9, RULE)).isEmpty();
    assertThat(Prospect.of(new PairedSample(DIFFERENCES).first(8), none, 9, RULE)).isPresent();
    PairedSample equal = new PairedSample(Collections.nCopies(9, 0.1));
    assertThat(Prospect.of(equal, none, 9, RULE)).isEmpty();
  }
}
