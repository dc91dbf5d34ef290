package dev.nightsweep.analysis.audit;

import java.util.List;

/** A mean of some readings with its standard error, 0 for fewer than two. */
record Mean(double mean, double standardError) {

  static Mean of(List<Double> readings) {
    double mean = readings.stream().mapToDouble(d -> d).average().orElse(0);
    double squares = readings.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
    int n = readings.size();
    return new Mean(mean, n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n));
  }

  boolean isAbove(double threshold, double standardErrors) {
    return mean - standardErrors * standardError > threshold;
  }
}
