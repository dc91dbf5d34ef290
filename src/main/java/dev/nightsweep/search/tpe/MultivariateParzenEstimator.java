package dev.nightsweep.search.tpe;

import dev.nightsweep.search.EstimatorAxis;
import dev.nightsweep.search.Observation;
import dev.nightsweep.search.RandomSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A density of whole points, for what goes together: every point that was tried is a component, on
 * every axis as wide as Scott's rule has it, times 0.2, beside the prior, which stands in where an
 * axis did not apply. As Optuna's multivariate estimator (Falkner et al. 2018, BOHB).
 */
final class MultivariateParzenEstimator {
  private static final double PART = 0.2;
  private static final double MOST_NARROWINGS = 100;

  private final double[] weights;
  private final List<ParzenEstimator.OfPoints> axes = new ArrayList<>();

  MultivariateParzenEstimator(List<EstimatorAxis> axes, List<Observation> observations) {
    int n = observations.size();
    this.weights = ParzenEstimator.weights(n);
    double width =
        Math.min(
            1,
            Math.max(
                1 / Math.min(MOST_NARROWINGS, 2.0 + n),
                PART * Math.pow(Math.max(1, n), -1.0 / (axes.size() + 4))));
    for (int i = 0; i < axes.size(); i++) {
      int axis = i;
      double[] coordinates = observations.stream().mapToDouble(o -> o.coordinate(axis)).toArray();
      this.axes.add(
          axes.get(i) instanceof EstimatorAxis.Choice choice
              ? new CategoricalParzenEstimator(choice.prior(), coordinates, weights)
              : new NumericParzenEstimator(axes.get(i), coordinates, weights, width));
    }
  }

  double[] draw(RandomSource draws) {
    int component = ParzenEstimator.place(weights, draws.next());
    return axes.stream().mapToDouble(axis -> axis.draw(component, draws)).toArray();
  }

  double logDensity(double[] point) {
    double[] logs = new double[weights.length];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int component = 0; component < logs.length; component++) {
      logs[component] = Math.log(weights[component]);
      for (int axis = 0; axis < point.length; axis++) {
        boolean applies = !Double.isNaN(point[axis]);
        logs[component] += applies ? axes.get(axis).logDensity(component, point[axis]) : 0;
      }
      greatest = Math.max(greatest, logs[component]);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - greatest);
    }
    return greatest + Math.log(sum);
  }
}
