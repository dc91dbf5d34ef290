package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.contrast.Robustness.Change;
import dev.nightsweep.model.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * How far verdicts depend on single seeds. Numbers are SciPy's: t tests of what is left without
 * each seed in turn, Holm by hand; skew, trim_mean(0.2), Grubbs' test by t; all 512 sign patterns.
 */
class RobustnessTest {
  /** A baseline and two levels, nine seeds; the margin is 3. */
  private static final double[][] READINGS = {
    {-2.12, -1.03, 1.82, 0.86, 1.71, -0.4, 0.96, 0.01, -2.28},
    {0.83, 1.72, 3.63, 1.81, 0.08, 0.16, 3.39, 2.95, 0.48},
    {0.71, 1.44, 0.32, 5.87, 2.28, -1.65, 1.43, 0.07, -1.24}
  };

  private static final Offset<Double> ROUNDING = within(1e-9);

  private static List<Robustness> of(double[]... readings) {
    SimulatedSweep sweep =
        SimulatedSweep.levels(
            readings.length - 1, readings[0].length, Drawn.NORMAL, Optional.empty());
    return Judged.assumptions(sweep.evidence(readings)).robustness();
  }

  @Test
  void everySeedIsLeftOutInTurnAndTheFamilyJudgedAgain() {
    List<Robustness> rows = of(READINGS);

    assertThat(rows)
        .extracting(Robustness::verdict)
        .containsExactly(Verdict.BETTER, Verdict.EQUIVALENT);
    assertThat(rows.get(0).changes()).extracting(Change::seed).containsExactly(1L, 8L);
    assertThat(rows.get(0).changes()).extracting(Change::verdict).containsOnly(Verdict.EQUIVALENT);
    assertThat(rows.get(0).changes().get(0).pHolm()).isCloseTo(0.05000516666822071, ROUNDING);
    assertThat(rows.get(0).changes().get(1).pHolm()).isCloseTo(0.050006358782068265, ROUNDING);
  }

  @Test
  void ofAnEquivalenceThePIsThatOfEquivalence() {
    Robustness alike = of(READINGS).get(1);

    assertThat(alike.changes()).extracting(Change::seed).containsExactly(3L, 6L);
    assertThat(alike.changes()).extracting(Change::verdict).containsOnly(Verdict.INCONCLUSIVE);
    assertThat(alike.changes().get(0).pHolm()).isCloseTo(0.05369748551071658, ROUNDING);
    assertThat(alike.changes().get(1).pHolm()).isCloseTo(0.05477267761003851, ROUNDING);
  }

  @Test
  void theShapeIsThatOfTheDifferences() {
    List<Robustness> rows = of(READINGS);

    assertThat(rows.get(0).skewness()).isCloseTo(-1.2353215918023923, ROUNDING);
    assertThat(rows.get(0).trimmedMean()).isCloseTo(2.0285714285714285, ROUNDING);
    assertThat(rows.get(0).pSignFlip()).isCloseTo(0.01953125, ROUNDING);
    assertThat(rows.get(0).farthest().seed()).isEqualTo(5);
    assertThat(rows.get(0).farthest().share()).isCloseTo(0.5979913822842787, ROUNDING);
    assertThat(rows.get(0).farthest().p()).isCloseTo(0.060956702124071435, ROUNDING);
    assertThat(rows.get(1).skewness()).isCloseTo(0.5659293510416631, ROUNDING);
    assertThat(rows.get(1).trimmedMean()).isCloseTo(0.8842857142857142, ROUNDING);
    assertThat(rows.get(1).pSignFlip()).isCloseTo(0.15234375, ROUNDING);
    assertThat(rows.get(1).farthest().seed()).isEqualTo(4);
    assertThat(rows.get(1).farthest().share()).isCloseTo(0.4521299365362181, ROUNDING);
    assertThat(rows.get(1).farthest().p()).isCloseTo(0.2790010582904014, ROUNDING);
  }

  @Test
  void equalDifferencesHaveNoShape() {
    double[] same = {4, 4, 4, 4, 4, 4};
    Robustness row = of(new double[6], same).get(0);

    assertThat(row.skewness()).isNaN();
    assertThat(row.farthest().share()).isNaN();
    assertThat(row.farthest().p()).isEqualTo(1);
  }

  @Test
  void ofFourSeedsNoneIsLeftOut() {
    double[][] four =
        Arrays.stream(READINGS).map(arm -> Arrays.copyOf(arm, 4)).toArray(double[][]::new);
    double[][] five =
        Arrays.stream(READINGS).map(arm -> Arrays.copyOf(arm, 5)).toArray(double[][]::new);
    four[1] = new double[] {-0.1, 0.95, 3.85, 40};
    five[1] = new double[] {-0.1, 0.95, 3.85, 40, 3.7};

    assertThat(of(four)).allSatisfy(row -> assertThat(row.changes()).isEmpty());
    assertThat(Robustness.isLookedFor(4)).isFalse();
    assertThat(Robustness.isLookedFor(5)).isTrue();
    assertThat(of(five).get(0).changes()).extracting(Change::seed).containsExactly(4L);
  }
}
