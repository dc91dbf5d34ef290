package dev.nightsweep.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as the console shows them. */
public final class ConsoleNumbers {
  private ConsoleNumbers() {}

  /** Four significant places after the point for what lies around 1, else as short as fits. */
  public static String reading(OptionalDouble reading) {
    return reading.isPresent() ? reading(reading.getAsDouble()) : "–";
  }

  public static String reading(double reading) {
    if (!Double.isFinite(reading)) {
      return Double.toString(reading);
    }
    double size = Math.abs(reading);
    if (size >= 1e5 || (size < 1e-3 && size > 0)) {
      return String.format(Locale.ROOT, "%.3g", reading);
    }
    // Said three times a run in listings of thousands: no format is parsed for it.
    int places = size >= 100 ? 1 : 4;
    return BigDecimal.valueOf(reading).setScale(places, RoundingMode.HALF_UP).toPlainString();
  }
}
