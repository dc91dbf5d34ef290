package dev.nightsweep.search;

import dev.nightsweep.model.Spec;
import java.util.List;

/** Points of the unit cube, one after the other: what every search is made of. */
public interface PointSampler {

  /** The next point: a number in [0, 1) for each parameter. */
  double[] next();

  /** That of the spec's method; its seed is the first of the spec's seeds. */
  static PointSampler of(Spec spec, List<String> parameters) {
    long seed = spec.ablation().seeds().get(0);
    return spec.method().equals("sobol")
        ? new SobolSampler(seed, parameters)
        : new RandomSampler(seed, parameters);
  }
}
