package dev.nightsweep.spec;

import dev.nightsweep.model.Setting;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a scalar means, by the core schema of YAML 1.2 (section 10.3), which JSON's values obey; and
 * by YAML 1.1 in that underscores may part the digits of a number.
 */
public sealed interface Literal {

  /** A setting. */
  record Value(Setting setting) implements Literal {}

  /** Null. */
  record Nothing() implements Literal {}

  /** Something that must not be guessed; the message says why and what to write. */
  record Refused(String message) implements Literal {}

  /** Longer words are text; so is any number that people write shorter. */
  int MAX_LENGTH = 1000;

  /** What {@link #wordForBoolean} knows. */
  Map<String, Boolean> WORDS_FOR_BOOLEANS =
      Map.ofEntries(
          Map.entry("yes", true),
          Map.entry("Yes", true),
          Map.entry("YES", true),
          Map.entry("on", true),
          Map.entry("On", true),
          Map.entry("ON", true),
          Map.entry("no", false),
          Map.entry("No", false),
          Map.entry("NO", false),
          Map.entry("off", false),
          Map.entry("Off", false),
          Map.entry("OFF", false));

  Pattern INTEGER = Pattern.compile("[-+]?[0-9]++");
  Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9]++");
  Pattern OCTAL = Pattern.compile("0o[0-7]++(_[0-7]++)*+");
  Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]++(_[0-9a-fA-F]++)*+");
  Pattern REAL = Pattern.compile("[-+]?(\\.[0-9]++|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]++)?");
  Pattern UNDERSCORED =
      Pattern.compile("[-+]?([1-9][0-9_]*+|[0-9][0-9_]*+\\.[0-9_]*+([eE][-+]?[0-9]++)?)");
  Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  Pattern SEXAGESIMAL = Pattern.compile("[-+]?[0-9]++(:[0-5]?[0-9])+(\\.[0-9]*+)?");

  static Literal of(Tree.Scalar scalar) {
    String text = scalar.text();
    if (scalar.quoted() || text.length() > MAX_LENGTH) {
      return new Value(Setting.of(text));
    }
    if (scalar.isNothing()) {
      return new Nothing();
    }
    return switch (text) {
      case "true", "True", "TRUE" -> new Value(Setting.of(true));
      case "false", "False", "FALSE" -> new Value(Setting.of(false));
      default -> number(text);
    };
  }

  /** YAML 1.1's words for booleans, which the core schema reads as text. */
  static Optional<Boolean> wordForBoolean(Tree.Scalar scalar) {
    return scalar.quoted()
        ? Optional.empty()
        : Optional.ofNullable(WORDS_FOR_BOOLEANS.get(scalar.text()));
  }

  /** What YAML 1.1 takes for a boolean, with what both versions do. */
  static Optional<Boolean> bool(Tree.Scalar scalar) {
    return of(scalar) instanceof Value value && value.setting() instanceof Setting.Flag flag
        ? Optional.of(flag.on())
        : wordForBoolean(scalar);
  }

  private static Literal number(String written) {
    boolean underscored = written.contains("_") && UNDERSCORED.matcher(written).matches();
    String text = underscored ? written.replace("_", "") : written; // as in YAML 1.1
    if (LEADING_ZERO.matcher(text).matches()) {
      return leadingZero(text);
    }
    if (SEXAGESIMAL.matcher(text).matches()) {
      return sexagesimal(text);
    }
    if (INTEGER.matcher(text).matches()) {
      return whole(text, text, 10);
    }
    if (OCTAL.matcher(text).matches()) {
      return whole(text, text.substring(2).replace("_", ""), 8);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return whole(text, text.substring(2).replace("_", ""), 16);
    }
    if (NOT_FINITE.matcher(text).matches()) {
      return new Refused("the number (" + text + ") must be finite");
    }
    return REAL.matcher(text).matches() ? real(text) : new Value(Setting.of(text));
  }

  private static Literal whole(String text, String digits, int radix) {
    try {
      return new Value(Setting.of(Long.parseLong(digits, radix)));
    } catch (NumberFormatException e) {
      return new Refused("the integer (" + Suggest.clip(text) + ") does not fit 64 bits");
    }
  }

  private static Literal real(String text) {
    double number = Double.parseDouble(text);
    return Double.isFinite(number)
        ? new Value(Setting.of(number))
        : new Refused("the number (" + Suggest.clip(text) + ") must be finite");
  }

  private static Literal leadingZero(String text) {
    String decimal = text.replaceFirst("^([-+]?)0+(?=[0-9])", "$1");
    String octal =
        text.matches("[-+]?[0-7]+")
            ? "octal, " + new java.math.BigInteger(text, 8)
            : "the text '" + Suggest.clip(text) + "'";
    return new Refused(
        "%s can be read as %s (YAML 1.2) or as %s (YAML 1.1)\n  Maybe write %s, or quote it if it is text"
            .formatted(Suggest.quote(text), Suggest.clip(decimal), octal, Suggest.clip(decimal)));
  }

  private static Literal sexagesimal(String text) {
    double total = 0;
    String magnitude = text.replaceFirst("^[-+]", "");
    for (String part : magnitude.split(":", -1)) {
      total = total * 60 + Double.parseDouble(part.endsWith(".") ? part + "0" : part);
    }
    String base60 =
        Double.isFinite(total) ? Setting.of(text.startsWith("-") ? -total : total).text() : "∞";
    return new Refused(
        String.format(
            Locale.ROOT,
            "%s can be read as text (YAML 1.2) or as %s (YAML 1.1, base 60)\n"
                + "  Maybe write the number, or quote it if it is text",
            Suggest.quote(text),
            base60));
  }
}
