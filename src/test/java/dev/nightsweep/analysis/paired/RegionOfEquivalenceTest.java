package dev.nightsweep.analysis.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.model.ContrastResult.Posterior;
import dev.nightsweep.model.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegionOfEquivalenceTest {
  private static final Objective ACCURACY = new Objective("accuracy", Objective.Goal.MAXIMIZE);
  private static final Objective LOSS = new Objective("loss", Objective.Goal.MINIMIZE);

  /**
   * The Python package baycomp 1.0.3: {@code baycomp.single.Posterior(mean(d), var(d, ddof=1) / n,
   * n - 1, rope).probs()}, which is its CorrelatedTTest without the correction for overlapping
   * training sets. The differences are drawn from normal distributions and rounded.
   */
  static Stream<Arguments> baycomp() {
    return Stream.of(
        of(
            0.001,
            new double[] {0.00049, 0.00202, 0.00055},
            0.028109506966,
            0.457762478367,
            0.514128014666),
        of(
            0.001,
            new double[] {0.00305, 0.00121, 0.00336, 0.00734, 0.00527},
            0.004239246372,
            0.017514241343,
            0.978246512285),
        of(
            0.001,
            new double[] {0.00054, -0.00025, -0.00011, -0.00031, -0.00217, 0.00036, 1e-05, -0.0},
            0.018179096628,
            0.979862765409,
            0.001958137963),
        of(
            0.001,
            new double[] {
              -0.00068, -0.0007, -0.00036, -0.00019, 0.00012, -2e-05, 0.00021, -0.00026, 0.00012,
              0.00016
            },
            0.000012774347,
            0.999986322423,
            0.000000903231),
        of(
            0.001,
            new double[] {
              0.00014, 0.00252, 0.00136, 0.002, 0.00018, 6e-05, 0.00046, 0.00069, 0.00143, 0.00105,
              0.00035, -0.00016, 0.00028, 0.00202, -1e-05, 0.00104
            },
            0.000000113316,
            0.777284288062,
            0.222715598622),
        of(
            0.005,
            new double[] {
              -0.00147, -0.03979, -0.00903, 0.01612, -0.05029, -0.01643, -0.01212, -0.02635, -5e-05,
              -0.01125, -0.03929, 0.00656, 0.00339, 0.00892, 0.01881, -0.00276, -0.00761, -0.03598,
              0.00231, -0.02224
            },
            0.905439811171,
            0.093727490730,
            0.000832698099),
        of(
            0.02,
            new double[] {
              0.02547, 0.01735, 0.02032, 0.02469, 0.04289, 0.00968, 0.01542, 0.03239, 0.04443,
              0.03578, 0.011, 0.00482, 0.03357, 0.02264, 0.0188, 0.03977, 0.04102, 0.03157, 0.03246,
              0.03434, 0.04594, 0.03619, 0.03519, 0.03548, 0.01432, 0.04282, 0.03955, 0.0353,
              0.01026, 0.02366
            },
            0.000000000000,
            0.000207278611,
            0.999792721389));
  }

  private static Arguments of(
      double margin, double[] differences, double left, double inside, double right) {
    return Arguments.of(
        Arrays.stream(differences).boxed().toList(), margin, new double[] {left, inside, right});
  }

  @ParameterizedTest
  @MethodSource("baycomp")
  void isThatOfBaycomp(List<Double> differences, double margin, double[] expected) {
    PairedSample sample = new PairedSample(differences);
    Posterior higher = RegionOfEquivalence.posterior(sample, OptionalDouble.of(margin), ACCURACY);
    assertThat(new double[] {higher.worse(), higher.equivalent(), higher.better()})
        .containsExactly(expected, within(1e-9));
    Posterior lower = RegionOfEquivalence.posterior(sample, OptionalDouble.of(margin), LOSS);
    assertThat(lower)
        .isEqualTo(new Posterior(higher.better(), higher.equivalent(), higher.worse()));
  }

  @Test
  void needsAMarginTwoSeedsAndASpread() {
    List<Double> two = List.of(0.1, 0.2);
    assertThat(RegionOfEquivalence.posterior(new PairedSample(two), OptionalDouble.empty(), LOSS))
        .isEqualTo(Posterior.NONE);
    for (PairedSample unknown :
        List.of(
            new PairedSample(List.of(0.1)),
            new PairedSample(List.of(0.1, 0.1), Double.POSITIVE_INFINITY))) {
      assertThat(RegionOfEquivalence.posterior(unknown, OptionalDouble.of(0.1), LOSS).isKnown())
          .isFalse();
    }
  }

  @Test
  void goesByTheFloorOfTheSpread() {
    List<Double> equal = new ArrayList<>(List.of(0.01, 0.01, 0.01));
    OptionalDouble margin = OptionalDouble.of(0.005);
    assertThat(RegionOfEquivalence.posterior(new PairedSample(equal), margin, ACCURACY).better())
        .isEqualTo(1);
    assertThat(
            RegionOfEquivalence.posterior(new PairedSample(equal, 0.005), margin, ACCURACY)
                .better())
        .isBetween(0.8, 0.95);
  }
}
