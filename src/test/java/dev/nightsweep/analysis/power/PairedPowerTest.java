package dev.nightsweep.analysis.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Against R ({@code golden.R} beside the tables) and by what must hold. */
class PairedPowerTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @ParameterizedTest
  @CsvFileSource(resources = "power.csv", numLinesToSkip = 1)
  void powerOfADifferenceAgreesWithR(int seeds, double effect, double alpha, double power) {
    assertThat(PairedPower.ofDifference(seeds, effect, alpha)).isCloseTo(power, CLOSE);
    assertThat(PairedPower.ofDifference(seeds, -effect, alpha)).isCloseTo(power, CLOSE);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "equivalence.csv", numLinesToSkip = 1)
  void powerOfEquivalenceAgreesWithR(
      int seeds, double effect, double margin, double equivalence, double settled) {
    assertThat(PairedPower.ofEquivalence(seeds, effect, margin, 0.05))
        .isCloseTo(equivalence, CLOSE);
    assertThat(SettledPower.of(seeds, effect, margin, 0.05)).isCloseTo(settled, CLOSE);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "detectable.csv", numLinesToSkip = 1)
  void theDetectableDifferenceAgreesWithR(int seeds, double effect) {
    assertThat(PairedPower.detectable(seeds, 0.05, 0.8)).isCloseTo(effect, CLOSE);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "seeds.csv", numLinesToSkip = 1)
  void theSeedsNeededAgreeWithR(double effect, int seeds) {
    assertThat(PairedPower.seedsForDifference(effect, 0.05, 0.8)).hasValue(seeds);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "spread.csv", numLinesToSkip = 1)
  void theLimitsOfASpreadAgreeWithR(int degrees, double atMost, double atLeast) {
    PilotSpread pilot = new PilotSpread(2, degrees);
    assertThat(pilot.atMost(0.8)).isCloseTo(2 * atMost, CLOSE);
    assertThat(pilot.atLeast(0.95)).isCloseTo(2 * atLeast, CLOSE);
  }

  @Test
  void withoutADifferencePowerIsTheLevel() {
    assertThat(PairedPower.ofDifference(7, 0, 0.05)).isCloseTo(0.05, CLOSE);
    assertThat(PairedPower.ofEquivalence(7, 1, 1, 0.05)).isLessThan(0.05);
    assertThat(PairedPower.ofEquivalence(200, 1, 1, 0.05)).isCloseTo(0.05, CLOSE);
  }

  @Test
  void equivalenceIsReachedWithTheFewestSeedsThatDo() {
    int seeds = PairedPower.seedsForEquivalence(1, 0.05, 0.8).orElseThrow();
    assertThat(PairedPower.ofEquivalence(seeds, 0, 1, 0.05)).isGreaterThanOrEqualTo(0.8);
    assertThat(PairedPower.ofEquivalence(seeds - 1, 0, 1, 0.05)).isLessThan(0.8);
  }

  @Test
  void moreThanAThousandSeedsAreNotLookedFor() {
    assertThat(PairedPower.seedsForDifference(0.01, 0.05, 0.8)).isEmpty();
    assertThat(PairedPower.fewest(3, n -> n >= 1000)).hasValue(1000);
    assertThat(PairedPower.fewest(3, n -> true)).hasValue(3);
  }

  @Test
  void aPilotPoolsItsContrasts() {
    PilotSpread pilot = PilotSpread.of(List.of(List.of(1.0, 3.0), List.of(5.0, 5.0, 8.0)));
    assertThat(pilot.degrees()).isEqualTo(3);
    assertThat(pilot.deviation()).isCloseTo(Math.sqrt(8 / 3.0), CLOSE);
    assertThatThrownBy(() -> PilotSpread.of(List.of(List.of(1.0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anOutlookIsInTheMetricsUnitAndCautiousAboutThePilot() {
    PilotSpread pilot = new PilotSpread(0.004, 4);
    Outlook outlook = Outlook.of(pilot, 10, OptionalDouble.of(0.004), 0.05);
    assertThat(outlook.expected().detectable())
        .isCloseTo(0.004 * PairedPower.detectable(10, 0.05, 0.8), CLOSE);
    assertThat(outlook.expected().forDifference()).hasValue(10);
    assertThat(outlook.expected().forEquivalence())
        .isEqualTo(PairedPower.seedsForEquivalence(1, 0.05, 0.8));
    assertThat(outlook.cautious().detectable()).isGreaterThan(outlook.expected().detectable());
    assertThat(outlook.cautious().forDifference().orElseThrow()).isGreaterThan(10);
    assertThat(Outlook.of(pilot, 10, OptionalDouble.empty(), 0.05).expected().forDifference())
        .isEqualTo(OptionalInt.empty());
  }
}
