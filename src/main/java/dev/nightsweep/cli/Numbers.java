package dev.nightsweep.cli;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as the console shows them. */
final class Numbers {
  private Numbers() {}

  /** Four significant places after the point for what lies around 1, else as short as fits. */
  static String reading(OptionalDouble reading) {
    return reading.isPresent() ? reading(reading.getAsDouble()) : "–";
  }

  static String reading(double reading) {
    if (!Double.isFinite(reading)) {
      return Double.toString(reading);
    }
    double size = Math.abs(reading);
    if (size >= 1e5 || (size < 1e-3 && size > 0)) {
      return String.format(Locale.ROOT, "%.3g", reading);
    }
    return String.format(Locale.ROOT, size >= 100 ? "%.1f" : "%.4f", reading);
  }
}
