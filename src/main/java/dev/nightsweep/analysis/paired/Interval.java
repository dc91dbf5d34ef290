package dev.nightsweep.analysis.paired;

import java.util.function.DoubleUnaryOperator;

/** From {@code low} to {@code high}, both included; NaN where it cannot be computed. */
public record Interval(double low, double high) {

  public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

  public boolean isKnown() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /** Whether it lies within minus to plus {@code margin}. */
  public boolean isInside(double margin) {
    return isKnown() && low > -margin && high < margin;
  }

  /** Whether it lies wholly beyond minus or plus {@code margin}. */
  public boolean isBeyond(double margin) {
    return isKnown() && (low > margin || high < -margin);
  }

  public boolean contains(double number) {
    return low <= number && number <= high;
  }

  public Interval map(DoubleUnaryOperator increasing) {
    return new Interval(increasing.applyAsDouble(low), increasing.applyAsDouble(high));
  }
}
