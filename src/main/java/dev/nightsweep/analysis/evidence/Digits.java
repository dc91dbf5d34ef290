package dev.nightsweep.analysis.evidence;

import java.math.BigDecimal;
import java.math.MathContext;

/** How much a single reading tells of where it comes from. */
public final class Digits {
  private static final int MAX_FOR_CHANCE = 6;

  /** Beyond these, digits are rounding: 0.9 × 0.951 is 0.8559000000000001. */
  private static final MathContext KEPT = new MathContext(12);

  private static final double ROUNDING = 1e-14;
  private static final int MAX_DENOMINATOR = 100_000;

  private Digits() {}

  /**
   * Whether two runs that should differ cannot well read this by chance: more than six significant
   * digits, and no share of up to 100,000 images, which has many digits and few neighbours.
   */
  public static boolean areTooManyForChance(double reading) {
    return Double.isFinite(reading)
        && new BigDecimal(reading).round(KEPT).stripTrailingZeros().precision() > MAX_FOR_CHANCE
        && !isShare(Math.abs(reading));
  }

  /** By continued fractions: their convergents are the best approximations there are. */
  private static boolean isShare(double number) {
    double rest = number;
    double before = 0;
    double denominator = 1;
    while (denominator <= MAX_DENOMINATOR) {
      double numerator = Math.rint(number * denominator);
      if (Math.abs(number - numerator / denominator) <= ROUNDING * Math.max(1, number)) {
        return true;
      }
      rest = 1 / (rest - Math.floor(rest));
      double next = Math.floor(rest) * denominator + before;
      before = denominator;
      denominator = next;
    }
    return false;
  }
}
