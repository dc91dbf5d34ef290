package dev.nightsweep.analysis.sequential;

import dev.nightsweep.analysis.paired.PairedSample;
import java.util.SplittableRandom;

/**
 * The median-unbiased estimate of a mean that was looked at while its readings came in: the truth
 * under which the chance of an outcome at least as high as the one seen is one half. An outcome is
 * the higher the earlier the mean was found to be above zero, and at one look the higher the mean
 * is (stagewise ordering: Tsiatis, Rosner and Mehta 1984; Kim 1989; Jennison and Turnbull 2000,
 * section 8.3).
 *
 * <p>The spread is not known. Whatever the truth and the true spread, readings of a given spread
 * point in any direction about their mean with equal chance: courses that might have led here are
 * drawn like that, each beside its mirror image, and their mean about the truth with the spread
 * that was seen. Of one look the estimate is the mean.
 */
final class StagewiseEstimate {
  private static final int MAX_NUMBERS = 1_000_000;
  private static final int MAX_COURSES = 10_000;
  private static final int STEPS = 50;
  private static final long SEED = 20_260_102;

  private final int n;
  private final double mean;
  private final double deviation;
  private final double[] differing;
  private final double[] inside;
  private final double margin;
  private final Course[] courses;

  /** What readings might have done. */
  private static final class Course {
    /** Of their mean, in standard errors. */
    private final double error;

    /** At each look, about the last. */
    private final double[] means;

    /** At each look. */
    private final double[] deviations;

    Course(double error, double[] means, double[] deviations) {
      this.error = error;
      this.means = means;
      this.deviations = deviations;
    }
  }

  private StagewiseEstimate(PairedSample seen, LookBounds bounds) {
    this.n = seen.n();
    this.mean = Math.abs(seen.mean());
    this.deviation = seen.spread();
    this.differing = bounds.differing(n);
    this.inside = bounds.inside(n);
    this.margin = bounds.margin().orElse(Double.NaN);
    SplittableRandom random = new SplittableRandom(SEED);
    this.courses = new Course[Math.min(MAX_COURSES, MAX_NUMBERS / n + 1)];
    for (int i = 0; i < courses.length; i++) {
      courses[i] = course(random);
    }
  }

  /**
   * The same; but the mean of readings that an earlier look would have settled, had its verdict not
   * been held back: there looking chose nothing.
   */
  static double estimateOrMean(PairedSample seen, LookBounds bounds) {
    return bounds.areMetBefore(seen) ? seen.mean() : of(seen, bounds);
  }

  /**
   * @param seen the readings up to the look that found something, or to the last
   */
  static double of(PairedSample seen, LookBounds bounds) {
    boolean lookedBefore = seen.n() > bounds.first();
    boolean isKnown = seen.spread() > 0 && Double.isFinite(seen.spread());
    return lookedBefore && isKnown
        ? Math.signum(seen.mean()) * new StagewiseEstimate(seen, bounds).magnitude()
        : seen.mean();
  }

  private Course course(SplittableRandom random) {
    double[] readings = new double[n];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      readings[i] = random.nextGaussian();
      sum += readings[i];
      squares += readings[i] * readings[i];
    }
    double average = sum / n;
    double scale = deviation * Math.sqrt((n - 1) / (squares - n * average * average));
    double[] means = new double[differing.length];
    double[] deviations = new double[differing.length];
    double soFar = 0;
    double squaresSoFar = 0;
    for (int i = 0; i < n - 1; i++) {
      double reading = scale * (readings[i] - average);
      soFar += reading;
      squaresSoFar += reading * reading;
      int look = i + 1 - (n - differing.length);
      if (look >= 0) {
        means[look] = soFar / (i + 1);
        deviations[look] = Math.sqrt((squaresSoFar - soFar * means[look]) / i);
      }
    }
    return new Course(sum / Math.sqrt(n), means, deviations);
  }

  private double magnitude() {
    double reach = 10 * deviation;
    double low = mean - reach;
    double high = mean + reach;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      boolean isTooLow = higher(middle) < courses.length;
      low = isTooLow ? middle : low;
      high = isTooLow ? high : middle;
    }
    return (low + high) / 2;
  }

  /** Of all courses and their mirror images, how many are as high as what was seen. */
  private int higher(double truth) {
    int higher = 0;
    for (Course course : courses) {
      higher += isHigher(truth, course, 1) ? 1 : 0;
      higher += isHigher(truth, course, -1) ? 1 : 0;
    }
    return higher;
  }

  private boolean isHigher(double truth, Course course, int sign) {
    double end = truth + sign * course.error * deviation / Math.sqrt(n);
    for (int look = 0; look < differing.length; look++) {
      double at = end + sign * course.means[look];
      if (Math.abs(at) >= differing[look] * course.deviations[look]) {
        return at > 0;
      }
      if (Math.abs(at) <= margin - inside[look] * course.deviations[look]) {
        return at >= mean;
      }
    }
    return end >= mean;
  }
}
