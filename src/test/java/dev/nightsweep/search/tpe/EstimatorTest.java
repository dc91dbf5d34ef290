package dev.nightsweep.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.search.EstimatorAxis;
import dev.nightsweep.search.Observation;
import dev.nightsweep.search.tpe.TreeParzenEstimator.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class EstimatorTest {
  private static final EstimatorAxis CONTINUUM = new EstimatorAxis.Continuum();
  private static final EstimatorAxis NINE =
      new EstimatorAxis.Steps(
          u -> {
            double cell = Math.min(8, Math.floor(u * 9));
            return new EstimatorAxis.Range(cell / 9, (cell + 1) / 9);
          });
  private static final EstimatorAxis THREE =
      new EstimatorAxis.Choice(List.of(1.0 / 3, 1.0 / 3, 1.0 / 3));

  @ParameterizedTest
  @CsvFileSource(resources = "parzen.csv")
  void densitiesAgreeWithOptuna(String kind, String tried, double at, double logDensity) {
    EstimatorAxis axis =
        switch (kind) {
          case "continuum" -> CONTINUUM;
          case "steps" -> NINE;
          default -> THREE;
        };
    double[] coordinates =
        tried == null
            ? new double[0]
            : Arrays.stream(tried.split(" ")).mapToDouble(Double::parseDouble).toArray();

    assertThat(ParzenEstimator.of(axis, coordinates).logDensity(at))
        .isCloseTo(logDensity, within(1e-9));
  }

  @Test
  void whatIsDrawnHasTheDensity() {
    double[] coordinates = {0.2, 0.25, 0.8};
    for (EstimatorAxis axis : List.of(CONTINUUM, NINE)) {
      ParzenEstimator mixture = ParzenEstimator.of(axis, coordinates);
      SplittableRandom random = new SplittableRandom(5);
      int[] counts = new int[9];
      for (int i = 0; i < 90_000; i++) {
        counts[(int) Math.min(8, mixture.draw(random::nextDouble) * 9)]++;
      }
      for (int cell = 0; cell < 9; cell++) {
        double expected =
            90_000 * Math.exp(ParzenEstimator.of(NINE, coordinates).logDensity((cell + 0.5) / 9));
        assertThat((double) counts[cell]).isCloseTo(expected, within(4 * Math.sqrt(expected)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void theSameTrialsAndDrawsGiveTheSamePoint(Form form) {
    Search one = new Search(List.of(CONTINUUM, NINE, THREE), form, 3);
    Search other = new Search(List.of(CONTINUUM, NINE, THREE), form, 3);
    ToDoubleFunction<double[]> loss = p -> p[0] + p[1] + p[2];
    assertThat(one.run(40, loss)).isEqualTo(other.run(40, loss));
  }

  /** Random search of as many points expects 0.016 at the median. */
  @ParameterizedTest
  @EnumSource(Form.class)
  void itHomesInOnTheBest(Form form) {
    ToDoubleFunction<double[]> loss =
        p -> Math.pow(p[0] - 0.3, 2) + Math.pow(p[1] - 0.7, 2) + (p[2] == 1 ? 0 : 1);
    double[] best = new double[21];
    for (int seed = 0; seed < best.length; seed++) {
      best[seed] = new Search(List.of(CONTINUUM, CONTINUUM, THREE), form, seed).run(60, loss);
    }
    Arrays.sort(best);
    assertThat(best[10]).isLessThan(0.004);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void whatGaveNoReadingIsKeptAwayFrom(Form form) {
    List<Observation> tried = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 60; i++) {
      double u = random.nextDouble();
      tried.add(new Observation(new double[] {u}, u < 0.5 ? Double.NaN : 1));
    }
    TreeParzenEstimator estimator = new TreeParzenEstimator(List.of(CONTINUUM), form);
    for (int i = 0; i < 100; i++) {
      assertThat(estimator.next(tried, random::nextDouble)[0]).isGreaterThan(0.45);
    }
  }

  /** Each coordinate alone tells nothing: what is good lies in two opposite corners. */
  @Test
  void whatGoesTogetherIsSeenByTheMultivariateFormAlone() {
    List<Observation> tried = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 200; i++) {
      double[] point = {random.nextDouble(), random.nextDouble()};
      double corner = Math.hypot(point[0] - 0.2, point[1] - 0.8);
      double opposite = Math.hypot(point[0] - 0.8, point[1] - 0.2);
      tried.add(new Observation(point, Math.min(corner, opposite)));
    }
    assertThat(inTheCorners(Form.MULTIVARIATE, tried, random)).isGreaterThan(190);
    assertThat(inTheCorners(Form.INDEPENDENT, tried, random)).isLessThan(170);
  }

  private static int inTheCorners(Form form, List<Observation> tried, SplittableRandom random) {
    TreeParzenEstimator estimator = new TreeParzenEstimator(List.of(CONTINUUM, CONTINUUM), form);
    int inside = 0;
    for (int i = 0; i < 200; i++) {
      double[] point = estimator.next(tried, random::nextDouble);
      inside += (point[0] < 0.5) != (point[1] < 0.5) ? 1 : 0;
    }
    return inside;
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void nothingButLostTrialsStillGivesAPoint(Form form) {
    List<Observation> tried = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tried.add(new Observation(new double[] {i / 12.0, i % 3}, Double.NaN));
    }
    double[] point =
        new TreeParzenEstimator(List.of(CONTINUUM, THREE), form).next(tried, () -> 0.4);
    assertThat(point[0]).isBetween(0.0, 1.0);
    assertThat(point[1]).isBetween(0.0, 2.0);
  }

  /** The second axis applies only where the first is low, and there only its upper part is good. */
  @ParameterizedTest
  @EnumSource(Form.class)
  void anAxisThatDoesNotAlwaysApplyIsLearntFromTheTrialsWhereItDid(Form form) {
    UnaryOperator<double[]> applicable =
        point -> new double[] {point[0], point[0] < 0.5 ? point[1] : Double.NaN};
    List<Observation> tried = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 200; i++) {
      double[] point = applicable.apply(new double[] {random.nextDouble(), random.nextDouble()});
      double loss = Double.isNaN(point[1]) ? 0.5 : 1 - point[1];
      tried.add(new Observation(point, loss));
    }
    TreeParzenEstimator estimator =
        new TreeParzenEstimator(List.of(CONTINUUM, CONTINUUM), form, applicable);
    int high = 0;
    for (int i = 0; i < 100; i++) {
      double[] point = applicable.apply(estimator.next(tried, random::nextDouble));
      high += point[0] < 0.5 && point[1] > 0.7 ? 1 : 0;
    }
    assertThat(high).isGreaterThan(85);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void anAxisThatNeverAppliedGivesACoordinateAllTheSame(Form form) {
    List<Observation> tried = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      tried.add(new Observation(new double[] {i / 30.0, Double.NaN, Double.NaN}, i));
    }
    double[] point =
        new TreeParzenEstimator(List.of(CONTINUUM, THREE, NINE), form).next(tried, () -> 0.4);
    assertThat(point[1]).isBetween(0.0, 2.0);
    assertThat(point[2]).isBetween(0.0, 1.0);
  }

  /** A search of a function, one point after the other. */
  private static final class Search {
    private final List<EstimatorAxis> axes;
    private final SplittableRandom random;
    private final TreeParzenEstimator estimator;

    Search(List<EstimatorAxis> axes, Form form, long seed) {
      this.axes = axes;
      this.random = new SplittableRandom(seed);
      this.estimator = new TreeParzenEstimator(axes, form);
    }

    double run(int trials, ToDoubleFunction<double[]> loss) {
      List<Observation> tried = new ArrayList<>();
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i < trials; i++) {
        double[] point =
            i < TreeParzenEstimator.STARTUP
                ? atRandom()
                : estimator.next(tried, random::nextDouble);
        tried.add(new Observation(point, loss.applyAsDouble(point)));
        best = Math.min(best, loss.applyAsDouble(point));
      }
      return best;
    }

    private double[] atRandom() {
      return axes.stream()
          .mapToDouble(
              axis ->
                  axis instanceof EstimatorAxis.Choice ? random.nextInt(3) : random.nextDouble())
          .toArray();
    }
  }
}
