package dev.nightsweep.analysis.paired;

import java.util.stream.DoubleStream;

/** The steps that a metric's readings come in. */
public final class Steps {
  /** Of the largest reading: what is closer together differs by rounding. */
  private static final double ROUNDING = 1e-9;

  private Steps() {}

  /** The smallest step between any two readings; infinite if all are equal. */
  public static double smallest(DoubleStream readings) {
    double[] ascending = readings.sorted().toArray();
    double largest = DoubleStream.of(ascending).map(Math::abs).max().orElse(0);
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < ascending.length; i++) {
      double step = ascending[i] - ascending[i - 1];
      smallest = step > ROUNDING * largest ? Math.min(smallest, step) : smallest;
    }
    return smallest;
  }
}
