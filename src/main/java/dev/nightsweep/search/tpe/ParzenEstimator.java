package dev.nightsweep.search.tpe;

import dev.nightsweep.search.EstimatorAxis;
import dev.nightsweep.search.RandomSource;

/** A probability density of one coordinate, estimated from some coordinates and a prior. */
interface ParzenEstimator {

  /** A coordinate drawn from it. */
  double draw(RandomSource draws);

  /** The logarithm of the density there; of a coordinate that stands for a range, of its mass. */
  double logDensity(double coordinate);

  /** A mixture whose components can be asked one by one: there is one for every point, and one. */
  interface OfPoints extends ParzenEstimator {

    /** A coordinate drawn from that component; the last one is the prior's. */
    double draw(int component, RandomSource draws);

    /** The logarithm of its density, or mass, there. */
    double logDensity(int component, double coordinate);
  }

  /**
   * Of the axis.
   *
   * @param coordinates in the order in which they were tried
   */
  static ParzenEstimator of(EstimatorAxis axis, double[] coordinates) {
    double[] weights = weights(coordinates.length);
    return axis instanceof EstimatorAxis.Choice choice
        ? new CategoricalParzenEstimator(choice.prior(), coordinates, weights)
        : new NumericParzenEstimator(axis, coordinates, weights);
  }

  /** How many of the last ones count fully. */
  int RECENT = 25;

  /**
   * One weight a coordinate and one for the prior, 1 together: the last 25 alike, those before them
   * the less the older they are, as Optuna has it.
   */
  static double[] weights(int n) {
    double[] weights = new double[n + 1];
    int ramp = Math.max(0, n - RECENT);
    for (int i = 0; i < n; i++) {
      double place = ramp == 1 ? 0 : (double) i / Math.max(1, ramp - 1);
      weights[i] = i < ramp ? 1.0 / n + place * (1 - 1.0 / n) : 1;
    }
    weights[n] = 1;
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (int i = 0; i <= n; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** The place in a list of weights, 1 together, that a number in [0, 1) falls on. */
  static int place(double[] weights, double number) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      if (number < sum) {
        return i;
      }
    }
    return weights.length - 1; // the sum is a little under 1
  }
}
