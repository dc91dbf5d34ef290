package dev.nightsweep.analysis.importance;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** A normal distribution over the cells of an axis, cut off at the ends. */
final class Kernel {
  private Kernel() {}

  /** The chance of each cell, from half a cell below its place to half a cell above. */
  static double[] normal(double place, double width, int cells) {
    NormalDistribution normal = NormalDistribution.of(place, width);
    double[] chances = new double[cells];
    double lowest = normal.cumulativeProbability(-0.5);
    double below = lowest;
    for (int i = 0; i < cells; i++) {
      double above = normal.cumulativeProbability(i + 0.5);
      chances[i] = above - below;
      below = above;
    }
    for (int i = 0; i < cells; i++) {
      chances[i] /= below - lowest;
    }
    return chances;
  }
}
