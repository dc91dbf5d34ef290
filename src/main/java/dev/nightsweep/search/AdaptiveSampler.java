package dev.nightsweep.search;

import java.util.List;

/** Points that follow from what the points before them read. */
public interface AdaptiveSampler {

  /**
   * The next point.
   *
   * @param tried in the order in which it was tried
   * @return a coordinate for each axis; NaN, or any, where that does not apply
   */
  double[] next(List<Observation> tried, RandomSource draws);

  /** A point that owes nothing to what was tried. */
  double[] anywhere(RandomSource draws);
}
