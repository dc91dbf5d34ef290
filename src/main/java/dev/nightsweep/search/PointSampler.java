package dev.nightsweep.search;

/** Points of the unit cube, one after the other, whatever the points before them read. */
public interface PointSampler {

  /** The next point: a number in [0, 1) for each parameter. */
  double[] next();
}
