package dev.nightsweep.plan;

import dev.nightsweep.model.Spec;
import dev.nightsweep.search.AdaptiveSampler;
import dev.nightsweep.search.PointSampler;
import dev.nightsweep.search.RandomSampler;
import dev.nightsweep.search.SobolSampler;
import dev.nightsweep.search.tpe.TreeParzenEstimator;
import java.util.List;

/** Which sampler stands for which method of search: a new one is registered here. */
final class Samplers {
  private Samplers() {}

  /** What draws the first points; its seed is the first of the spec's seeds. */
  static PointSampler points(Spec spec, List<String> parameters) {
    long seed = spec.ablation().seeds().get(0);
    return switch (spec.method()) {
      case RANDOM, BAYES -> new RandomSampler(seed, parameters);
      case SOBOL -> new SobolSampler(seed, parameters);
      case GRID -> throw new IllegalArgumentException("a grid draws no points");
    };
  }

  /** How many points are drawn before any is read; the others follow from what they read. */
  static int first(Spec spec, int trials) {
    return switch (spec.method()) {
      case BAYES -> Math.min(trials, TreeParzenEstimator.STARTUP);
      case RANDOM, SOBOL, GRID -> trials;
    };
  }

  /** What says where to look next. */
  static AdaptiveSampler adaptive(Spec spec, TrialSampler trials) {
    return switch (spec.method()) {
      case BAYES ->
          new TreeParzenEstimator(
              trials.axes(),
              spec.ablation().search().multivariate()
                  ? TreeParzenEstimator.Form.MULTIVARIATE
                  : TreeParzenEstimator.Form.INDEPENDENT,
              trials::applicable);
      case RANDOM, SOBOL, GRID ->
          throw new IllegalArgumentException(
              "the points of a %s search follow from nothing".formatted(spec.method().title()));
    };
  }
}
