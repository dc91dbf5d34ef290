package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Objective;

/**
 * How much one factor's effect depends on another's level, on one metric: the effect of the first
 * at the other's level minus its effect at the other's baseline, averaged over the rest of the
 * grid, seed by seed; tested as paired differences are.
 *
 * @param pairs complete seeds
 * @param difference of the two effects; for {@code time} their ratio
 * @param interval its 95 % interval, which holds over all looks and is not adjusted otherwise
 */
public record Interaction(
    Objective objective,
    Side first,
    Side second,
    int pairs,
    double difference,
    Interval interval,
    TestResult test) {

  /**
   * What the test on it says.
   *
   * @param pT of the paired t test, two-sided
   * @param pHolm {@code pT} after Holm over all interactions on the same metric, and for all looks
   * @param tested whether the seeds at hand decide on it
   * @param matters whether it was found, so that a factor's effect alone would mislead
   */
  public record TestResult(double pT, double pHolm, boolean tested, boolean matters) {}

  /** A factor's level and the one it is compared with. */
  public record Side(String factor, String level, String baseline) {}

  public double pT() {
    return test.pT();
  }

  public double pHolm() {
    return test.pHolm();
  }

  /** Whether there were seeds enough, and none to come, so that one that is there may be found. */
  public boolean isTested() {
    return test.tested();
  }

  /** Whether it was found, so that a factor's effect alone would mislead. */
  public boolean matters() {
    return test.matters();
  }

  /** Whether it is about this factor's level. */
  boolean isAbout(String factor, String level) {
    return isSide(first, factor, level) || isSide(second, factor, level);
  }

  private static boolean isSide(Side side, String factor, String level) {
    return side.factor().equals(factor) && side.level().equals(level);
  }
}
