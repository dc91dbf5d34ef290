package dev.nightsweep.analysis.paired;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The shape of a sample: what t tests are blind to. Verdicts are calibrated for differences that
 * spread about alike to either side.
 */
public final class Shape {
  /** The least number of readings whose skewness has a known distribution. */
  public static final int MIN_READINGS = 8;

  private static final double TRIMMED = 0.2;

  private final double[] readings;
  private final double mean;
  private final double squares;

  public Shape(double[] readings) {
    this.readings = readings.clone();
    this.mean = Arrays.stream(readings).average().orElse(Double.NaN);
    double sum = 0;
    for (double reading : readings) {
      sum += (reading - mean) * (reading - mean);
    }
    this.squares = sum;
  }

  /** The sample standard deviation. */
  public double deviation() {
    return Math.sqrt(squares / (readings.length - 1));
  }

  /** The third standardized moment; NaN if all readings are equal. */
  public double skewness() {
    double cubes = 0;
    for (double reading : readings) {
      double off = reading - mean;
      cubes += off * off * off;
    }
    int n = readings.length;
    return squares > 0 ? cubes / n / Math.pow(squares / n, 1.5) : Double.NaN;
  }

  /**
   * The skewness, standard normal if the readings are normal (D'Agostino 1970); zero of fewer than
   * {@link #MIN_READINGS} or equal ones, which tell nothing.
   */
  public double skewnessScore() {
    double n = readings.length;
    if (n < MIN_READINGS || !(squares > 0)) {
      return 0;
    }
    double y = skewness() * Math.sqrt((n + 1) * (n + 3) / (6 * (n - 2)));
    double kurtosis =
        3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3) / ((n - 2) * (n + 5) * (n + 7) * (n + 9));
    double w = Math.sqrt(2 * (kurtosis - 1)) - 1;
    double z = y / Math.sqrt(2 / (w - 1));
    return Math.log(z + Math.sqrt(z * z + 1)) / Math.sqrt(Math.log(w) / 2);
  }

  /** The place of the reading that is farthest from the mean. */
  public int farthest() {
    int farthest = 0;
    for (int i = 1; i < readings.length; i++) {
      farthest = square(i) > square(farthest) ? i : farthest;
    }
    return farthest;
  }

  /** The share that this reading has of the sum of squares; NaN if all readings are equal. */
  public double share() {
    return squares > 0 ? square(farthest()) / squares : Double.NaN;
  }

  /**
   * The chance that some normal reading has as large a share, by Bonferroni's inequality (Grubbs
   * 1950); 1 of fewer than three or equal ones.
   */
  public double pShare() {
    int n = readings.length;
    if (n < 3 || !(squares > 0)) {
      return 1;
    }
    double relative = Math.min(1, share() * n / (n - 1.0));
    return Math.min(1, n * BetaDistribution.of(0.5, (n - 2) / 2.0).survivalProbability(relative));
  }

  /** Without the lowest and the highest fifth. */
  public double trimmedMean() {
    int cut = (int) (TRIMMED * readings.length);
    return Arrays.stream(readings)
        .sorted()
        .skip(cut)
        .limit(readings.length - 2L * cut)
        .average()
        .orElse(Double.NaN);
  }

  private double square(int place) {
    return (readings[place] - mean) * (readings[place] - mean);
  }
}
