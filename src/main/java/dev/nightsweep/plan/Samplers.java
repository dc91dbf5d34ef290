package dev.nightsweep.plan;

import dev.nightsweep.model.Spec;
import dev.nightsweep.search.AdaptiveSampler;
import dev.nightsweep.search.EstimatorAxis;
import dev.nightsweep.search.PointSampler;
import dev.nightsweep.search.RandomSampler;
import dev.nightsweep.search.SobolSampler;
import dev.nightsweep.search.tpe.TreeParzenEstimator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Which sampler stands for which method of search: a new one is registered here. */
final class Samplers {
  private Samplers() {}

  /** What draws the first points; its seed is the first of the spec's seeds. */
  static PointSampler points(Spec spec, List<String> parameters) {
    long seed = spec.ablation().seeds().get(0);
    return switch (spec.method()) {
      case RANDOM, BAYES -> new RandomSampler(seed, parameters);
      case SOBOL -> new SobolSampler(seed, parameters);
      case GRID, TRACKED ->
          throw new IllegalArgumentException("%s draws no points".formatted(spec.method().text()));
    };
  }

  /** How many points are drawn before any is read; the others follow from what they read. */
  static int first(Spec spec, int trials) {
    return switch (spec.method()) {
      case BAYES -> Math.min(trials, TreeParzenEstimator.STARTUP);
      case RANDOM, SOBOL, GRID, TRACKED -> trials;
    };
  }

  /**
   * What says where to look next.
   *
   * @param applicable a point's coordinates, NaN on the axes that do not apply there
   */
  static AdaptiveSampler adaptive(
      Spec spec, List<EstimatorAxis> axes, UnaryOperator<double[]> applicable) {
    return switch (spec.method()) {
      case BAYES ->
          new TreeParzenEstimator(
              axes,
              spec.ablation().search().multivariate()
                  ? TreeParzenEstimator.Form.MULTIVARIATE
                  : TreeParzenEstimator.Form.INDEPENDENT,
              applicable);
      case RANDOM, SOBOL, GRID, TRACKED ->
          throw new IllegalArgumentException(
              "the points of a %s search follow from nothing".formatted(spec.method().title()));
    };
  }
}
