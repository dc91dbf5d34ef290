package dev.nightsweep.analysis.importance;

import dev.nightsweep.model.Setting;
import java.util.Arrays;
import java.util.List;

/**
 * How trials are spread over the cells of an axis: a Parzen estimate, one kernel a trial and an
 * even one beside them, so that no cell is impossible. The width of the kernels is Scott's (1992),
 * 1.059 min(IQR / 1.34, sd) n^-1/5, and such that a cell holds 90 % of a kernel at the narrowest.
 */
final class Density {
  private static final double NARROWEST = 0.5 / 1.64;

  private Density() {}

  /** Adds up to one. */
  static double[] of(Axis axis, List<Setting> settings) {
    double width = axis.isOrdered() ? width(axis, settings) : 0;
    double[] density = new double[axis.cells()];
    Arrays.fill(density, 1.0 / axis.cells());
    for (Setting setting : settings) {
      double[] kernel = axis.kernel(setting, width);
      for (int i = 0; i < density.length; i++) {
        density[i] += kernel[i];
      }
    }
    return Arrays.stream(density).map(d -> d / (settings.size() + 1)).toArray();
  }

  /**
   * Pearson's divergence of the best from all: the variance that being among the best has along
   * this axis.
   */
  static double divergence(double[] best, double[] all) {
    double sum = 0;
    for (int i = 0; i < all.length; i++) {
      double excess = best[i] / all[i] - 1;
      sum += all[i] * excess * excess;
    }
    return sum;
  }

  private static double width(Axis axis, List<Setting> settings) {
    double[] places = settings.stream().mapToDouble(axis::place).sorted().toArray();
    int n = places.length;
    double mean = Arrays.stream(places).average().orElseThrow();
    double squares = Arrays.stream(places).map(p -> (p - mean) * (p - mean)).sum();
    double deviation = Math.sqrt(squares / Math.max(1, n - 1));
    double quartiles = quantile(places, 0.75) - quantile(places, 0.25);
    double scott = 1.059 * Math.min(quartiles / 1.34, deviation) * Math.pow(n, -0.2);
    return Math.max(NARROWEST, scott);
  }

  /** Interpolated between the order statistics, as R does by default. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
