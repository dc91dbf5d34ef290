package dev.nightsweep.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How numbers are written for people: signs where signs matter, no noise; on pages a true minus.
 */
public final class Numbers {
  private static final String UNKNOWN = "–";

  private Numbers() {}

  /**
   * How many decimals a number needs whose uncertainty is {@code width}: two digits of it are
   * shown, and at least thousandths of a fraction.
   */
  public static int decimals(double width) {
    double size = Math.abs(width);
    if (!Double.isFinite(size) || size == 0) {
      return 4;
    }
    int digits = 1 - (int) Math.floor(Math.log10(size));
    return size < 1 ? Math.max(3, Math.min(digits, 7)) : Math.max(0, digits);
  }

  /** {@code 0.981} or {@code −0.02}. */
  public static String plain(double number, int decimals) {
    if (Double.isNaN(number)) {
      return UNKNOWN;
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "∞" : "−∞";
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(number));
    boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
    return number < 0 && !zero ? "−" + text : text;
  }

  /** {@code +0.0012}, {@code −0.0012}; no sign on what rounds to zero. */
  public static String signed(double number, int decimals) {
    String text = plain(number, decimals);
    boolean positive = number > 0 && text.chars().anyMatch(c -> c >= '1' && c <= '9');
    return positive ? "+" + text : text;
  }

  /** {@code ×1.31}. */
  public static String ratio(double ratio, int decimals) {
    return Double.isNaN(ratio) ? UNKNOWN : "×" + plain(ratio, decimals);
  }

  /** {@code 0.031}, {@code <0.001}. */
  public static String probability(double p) {
    return p < 0.001 ? "<0.001" : plain(p, 3);
  }

  /**
   * Seconds as people say them: {@code 8.25 s}, {@code 3 s}, {@code 3 min 20 s}, {@code 2 h 05
   * min}.
   */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return UNKNOWN;
    }
    if (seconds < 60) {
      boolean isWhole = seconds == Math.rint(seconds);
      return (isWhole ? plain(seconds, 0) : seconds(seconds)) + " s";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** Seconds without unit, to three digits. */
  public static String seconds(double seconds) {
    return plain(seconds, secondsDecimals(seconds));
  }

  /** How many decimals so many seconds have: three digits are shown. */
  static int secondsDecimals(double seconds) {
    if (seconds > 0 && seconds < 0.001) {
      return decimals(seconds);
    }
    return seconds < 1 ? 3 : seconds < 10 ? 2 : seconds < 1000 ? 1 : 0;
  }

  /** {@code 512 MB}. */
  public static String megabytes(double bytes) {
    return plain(bytes / 1e6, 0) + " MB";
  }

  /** With a separator every three digits: {@code 60,000}. */
  public static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A dash for none. */
  public static String reading(OptionalDouble reading) {
    return reading.isPresent() ? reading(reading.getAsDouble()) : UNKNOWN;
  }

  /**
   * A reading on the console, as a terminal can be searched for it, with a plain minus: four places
   * after the point for what lies around 1, else as short as fits.
   */
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

  /** {@code 1 run}, {@code 2 runs}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 1 run is new}, {@code 2,000 runs are new}. */
  public static String count(long number, String one, String many) {
    return grouped(number) + " " + (number == 1 ? one : many);
  }
}
