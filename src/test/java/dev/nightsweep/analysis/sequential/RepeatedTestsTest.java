package dev.nightsweep.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RepeatedTestsTest {
  private static final double DRAWS = 2e6;

  /** Within four standard errors of the simulation and the one hundredth that is promised. */
  @ParameterizedTest
  @CsvFileSource(resources = "repeated.csv", numLinesToSkip = 1)
  void theOverallLevelAgreesWithSimulationsInR(
      int first, int last, double nominal, double twoSided, double oneSided) {
    RepeatedTests tests = new RepeatedTests(first, last);
    assertThat(tests.overall(nominal)).isCloseTo(twoSided, within(tolerance(twoSided)));
    assertThat(tests.overallOneSided(nominal)).isCloseTo(oneSided, within(tolerance(oneSided)));
  }

  private static double tolerance(double chance) {
    return 4 * Math.sqrt(chance * (1 - chance) / DRAWS) + 0.01 * chance;
  }

  @Test
  void oneLookIsAnOrdinaryTest() {
    RepeatedTests once = new RepeatedTests(6, 6);
    assertThat(once.overall(0.03)).isCloseTo(0.03, within(1e-6));
    assertThat(once.overallOneSided(0.03)).isCloseTo(0.03, within(1e-6));
    assertThat(once.nominal(0.05)).isCloseTo(0.05, within(1e-6));
  }

  @Test
  void theNominalLevelGivesTheOverallOne() {
    RepeatedTests tests = new RepeatedTests(5, 12);
    double nominal = tests.nominal(0.05);
    assertThat(nominal).isBetween(0.05 / 8, 0.05);
    assertThat(tests.overall(nominal)).isCloseTo(0.05, within(1e-5));
  }

  @Test
  void moreLooksErrMoreOften() {
    assertThat(new RepeatedTests(5, 12).overall(0.01))
        .isGreaterThan(new RepeatedTests(5, 8).overall(0.01));
    assertThat(new RepeatedTests(5, 8).overall(0.02))
        .isGreaterThan(new RepeatedTests(5, 8).overall(0.01));
    assertThat(new RepeatedTests(5, 8).overall(0)).isZero();
    assertThat(new RepeatedTests(5, 8).overall(1)).isOne();
  }

  @Test
  void looksThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new RepeatedTests(2, 9)).hasMessageContaining("(2 seeds)");
    assertThatThrownBy(() -> new RepeatedTests(6, 5)).hasMessageContaining("the last (5)");
  }
}
