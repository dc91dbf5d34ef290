package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;

/**
 * The interval that a verdict goes by: at the level that Holm and the looks left to the test, it
 * leaves out no difference where a difference was found, and lies inside the margin where
 * equivalence was.
 *
 * @param interval of the seeds up to the look that found the verdict, else of all; for {@code time}
 *     of ratios
 * @param coverage with what chance it covers, over all looks: 1 − α for a test of no difference, 1
 *     − 2 α for the two one-sided tests of equivalence
 */
public record DecidingInterval(Interval interval, double coverage) {
  /** Where the tests on the differences decide nothing. */
  public static final DecidingInterval NONE = new DecidingInterval(Interval.UNKNOWN, Double.NaN);

  public boolean isKnown() {
    return interval.isKnown();
  }
}
