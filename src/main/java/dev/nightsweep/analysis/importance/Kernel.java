package dev.nightsweep.analysis.importance;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** A normal distribution over the cells of an axis, cut off at the ends. */
final class Kernel {
  private Kernel() {}

  /** The chance of each cell, from half a cell below its place to half a cell above. */
  static double[] normal(double place, double width, int cells) {
    NormalDistribution normal = NormalDistribution.of(place, width);
    double whole = normal.probability(-0.5, cells - 0.5);
    double[] chances = new double[cells];
    for (int i = 0; i < cells; i++) {
      chances[i] = normal.probability(i - 0.5, i + 0.5) / whole;
    }
    return chances;
  }
}
