package dev.nightsweep.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers and durations as the console shows them. */
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

  /** {@code 42 s}, {@code 4 min 05 s}, {@code 3 h 20 min}. */
  static String duration(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    if (seconds < 100) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return "%d min %02d s".formatted(seconds / 60, seconds % 60);
    }
    return "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
  }
}
