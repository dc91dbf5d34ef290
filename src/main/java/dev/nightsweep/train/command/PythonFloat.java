package dev.nightsweep.train.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** A real number as Python's {@code repr} writes it: {@code 0.1}, {@code 1e-05}, {@code 1e+16}. */
final class PythonFloat {
  /** So many digits tell any two numbers apart. */
  private static final int MAX_DIGITS = 17;

  /** Python's limits of plain notation: digits before the point, and noughts behind it. */
  private static final int MAX_WHOLE = 16;

  private static final int MIN_WHOLE = -3;

  private PythonFloat() {}

  static String text(double number) {
    String sign = Double.doubleToRawLongBits(number) < 0 ? "-" : "";
    return sign + (number == 0 ? "0.0" : ofPositive(shortest(Math.abs(number))));
  }

  /** The fewest digits that are read as that number, and of those the nearest. */
  private static BigDecimal shortest(double number) {
    BigDecimal exact = new BigDecimal(number);
    for (int digits = 1; digits < MAX_DIGITS; digits++) {
      BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
      Optional<BigDecimal> found = nearer(exact, below, above, number);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static Optional<BigDecimal> nearer(
      BigDecimal exact, BigDecimal below, BigDecimal above, double number) {
    boolean lower = below.doubleValue() == number;
    boolean upper = above.doubleValue() == number;
    if (lower && upper) {
      int order = exact.subtract(below).compareTo(above.subtract(exact));
      boolean even = !below.unscaledValue().testBit(0);
      return Optional.of(order < 0 || (order == 0 && even) ? below : above);
    }
    return lower ? Optional.of(below) : upper ? Optional.of(above) : Optional.empty();
  }

  private static String ofPositive(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    String digits = plain.unscaledValue().toString();
    int whole = digits.length() - plain.scale();
    if (whole < MIN_WHOLE || whole > MAX_WHOLE) {
      String mantissa =
          digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
      int exponent = whole - 1;
      return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    } else if (whole <= 0) {
      return "0." + "0".repeat(-whole) + digits;
    } else if (whole >= digits.length()) {
      return digits + "0".repeat(whole - digits.length()) + ".0";
    }
    return digits.substring(0, whole) + "." + digits.substring(whole);
  }
}
