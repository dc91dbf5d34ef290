package dev.nightsweep.analysis.importance;

import java.util.Arrays;

/**
 * How trials are spread over the cells of an axis: a Parzen estimate, one kernel a trial and an
 * even one beside them, so that no cell is impossible. The width of the kernels is Scott's (1992),
 * 1.059 min(IQR / 1.34, sd) n^-1/5, and such that a cell holds 90 % of a kernel at the narrowest.
 */
final class Density {
  private static final double NARROWEST = 0.5 / 1.64;
  private static final int MAX_EXACT = 1_000;
  private static final int STEPS = 20;

  private Density() {}

  /**
   * Adds up to one.
   *
   * @param places of the trials; of more than {@value #MAX_EXACT} each to a twentieth of a cell
   */
  static double[] of(ImportanceAxis axis, double[] places) {
    double width = axis.isOrdered() && places.length > 0 ? width(places) : 0;
    double[] density = new double[axis.cells()];
    Arrays.fill(density, 1.0 / axis.cells());
    if (places.length <= MAX_EXACT) {
      for (double place : places) {
        add(density, axis.kernel(place, width), 1);
      }
    } else {
      int[] counts = new int[axis.cells() * STEPS];
      for (double place : places) {
        counts[(int) Math.round(place * STEPS)]++;
      }
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          add(density, axis.kernel((double) i / STEPS, width), counts[i]);
        }
      }
    }
    return Arrays.stream(density).map(d -> d / (places.length + 1)).toArray();
  }

  private static void add(double[] density, double[] kernel, int times) {
    for (int i = 0; i < density.length; i++) {
      density[i] += times * kernel[i];
    }
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

  private static double width(double[] unsorted) {
    double[] places = unsorted.clone();
    Arrays.sort(places);
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
