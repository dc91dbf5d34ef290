package dev.nightsweep.search.tpe;

import dev.nightsweep.search.EstimatorAxis;
import dev.nightsweep.search.RandomSource;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Normal densities, cut off at 0 and 1: one around every coordinate that was tried, as wide as its
 * farther neighbour is away, and the prior's around the middle.
 *
 * <p>Widths as Optuna has them: neighbours are looked for among coordinates, prior and ends; of the
 * outermost two the end is no neighbour; no width is under 1 in (2 + coordinates), or under 0.01.
 */
final class NumericParzenEstimator implements ParzenEstimator.OfPoints {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double ROOT_OF_TWO_PI = Math.sqrt(2 * Math.PI);
  private static final double PRIOR_CENTRE = 0.5;
  private static final double PRIOR_WIDTH = 1;
  private static final double MOST_NARROWINGS = 100;

  /** Beyond so many widths a bell is too low to count. */
  private static final double FAR = 9;

  private final EstimatorAxis axis;
  private final double[] weights;
  private final double[] centres;
  private final double[] widths;
  private final double[] masses;
  private final double[] logScales;

  NumericParzenEstimator(EstimatorAxis axis, double[] coordinates, double[] weights) {
    this(axis, weights, centres(coordinates), widths(centres(coordinates)));
  }

  /** All of one width, but the prior's, and those of coordinates that are NaN, which are as it. */
  NumericParzenEstimator(EstimatorAxis axis, double[] coordinates, double[] weights, double width) {
    this(axis, weights, centres(coordinates), same(coordinates, width));
  }

  private NumericParzenEstimator(
      EstimatorAxis axis, double[] weights, double[] centres, double[] widths) {
    this.axis = axis;
    this.weights = weights;
    this.centres = centres;
    this.widths = widths;
    this.masses = new double[centres.length];
    this.logScales = new double[centres.length];
    for (int i = 0; i < centres.length; i++) {
      masses[i] = upTo(1, i) - upTo(0, i);
      logScales[i] = Math.log(ROOT_OF_TWO_PI * widths[i] * masses[i]);
    }
  }

  private static double[] centres(double[] coordinates) {
    double[] centres = new double[coordinates.length + 1];
    Arrays.fill(centres, PRIOR_CENTRE);
    for (int i = 0; i < coordinates.length; i++) {
      centres[i] = Double.isNaN(coordinates[i]) ? PRIOR_CENTRE : coordinates[i];
    }
    return centres;
  }

  private static double[] same(double[] coordinates, double width) {
    double[] widths = new double[coordinates.length + 1];
    Arrays.fill(widths, PRIOR_WIDTH);
    for (int i = 0; i < coordinates.length; i++) {
      widths[i] = Double.isNaN(coordinates[i]) ? PRIOR_WIDTH : width;
    }
    return widths;
  }

  /** The last centre is the prior's. */
  private static double[] widths(double[] centres) {
    int n = centres.length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(centres[a], centres[b]));
    double least = 1 / Math.min(MOST_NARROWINGS, 1.0 + n);
    double[] widths = new double[n];
    for (int place = 0; place < n; place++) {
      double here = centres[order[place]];
      double below = place == 0 ? 0 : centres[order[place - 1]];
      double above = place == n - 1 ? 1 : centres[order[place + 1]];
      boolean isFirst = place == 0 && n > 1;
      boolean isLast = place == n - 1 && n > 1;
      double left = isFirst ? 0 : here - below;
      double right = isLast ? 0 : above - here;
      widths[order[place]] = Math.min(1, Math.max(least, Math.max(left, right)));
    }
    widths[n - 1] = PRIOR_WIDTH;
    return widths;
  }

  /** How much of the bell, cut off nowhere, lies below. */
  private double upTo(double coordinate, int bell) {
    return NORMAL.cumulativeProbability((coordinate - centres[bell]) / widths[bell]);
  }

  @Override
  public double draw(RandomSource draws) {
    return draw(ParzenEstimator.place(weights, draws.next()), draws);
  }

  @Override
  public double draw(int bell, RandomSource draws) {
    double below = upTo(0, bell) + draws.next() * masses[bell];
    double drawn = centres[bell] + widths[bell] * NORMAL.inverseCumulativeProbability(below);
    double inside = Math.min(1, Math.max(0, drawn));
    return axis instanceof EstimatorAxis.Steps steps
        ? steps.cells().apply(inside).middle()
        : inside;
  }

  @Override
  public double logDensity(double coordinate) {
    return axis instanceof EstimatorAxis.Steps steps
        ? Math.log(mass(steps.cells().apply(coordinate)))
        : Math.log(density(coordinate));
  }

  @Override
  public double logDensity(int bell, double coordinate) {
    if (axis instanceof EstimatorAxis.Steps steps) {
      EstimatorAxis.Range cell = steps.cells().apply(coordinate);
      return Math.log((upTo(cell.high(), bell) - upTo(cell.low(), bell)) / masses[bell]);
    }
    double away = (coordinate - centres[bell]) / widths[bell];
    return -away * away / 2 - logScales[bell];
  }

  private double density(double coordinate) {
    double density = 0;
    for (int i = 0; i < centres.length; i++) {
      double away = (coordinate - centres[i]) / widths[i];
      if (Math.abs(away) < FAR) {
        density +=
            weights[i] * Math.exp(-away * away / 2) / (ROOT_OF_TWO_PI * widths[i] * masses[i]);
      }
    }
    return density;
  }

  private double mass(EstimatorAxis.Range cell) {
    double mass = 0;
    for (int i = 0; i < centres.length; i++) {
      boolean near =
          cell.low() - centres[i] < FAR * widths[i] && centres[i] - cell.high() < FAR * widths[i];
      if (near) {
        mass += weights[i] * (upTo(cell.high(), i) - upTo(cell.low(), i)) / masses[i];
      }
    }
    return mass;
  }
}
