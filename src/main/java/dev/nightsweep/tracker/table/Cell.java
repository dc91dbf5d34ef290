package dev.nightsweep.tracker.table;

import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * One value of a table, as it is written there.
 *
 * @param text of a structure its JSON
 */
public record Cell(String text, Kind kind) {
  /** What a cell may be. */
  public enum Kind {
    NOTHING,
    NUMBER,
    /** NaN or an infinity: a number for a metric, a text for a parameter. */
    NOT_FINITE,
    TRUTH,
    TEXT,
    /** A list or a mapping, of JSON. */
    STRUCTURE
  }

  static final Cell NOTHING = new Cell("", Kind.NOTHING);

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(0|[1-9]\\d*|(?=\\.\\d))(\\.\\d*)?([eE][+-]?\\d{1,4})?");
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("nan|[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TRUTH = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);

  /** What a text without a type stands for. */
  public static Cell of(String written) {
    String text = written.strip();
    if (text.isEmpty()) {
      return NOTHING;
    } else if (NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
      return new Cell(text, Kind.NUMBER);
    } else if (NOT_FINITE.matcher(text).matches()) {
      return new Cell(text, Kind.NOT_FINITE);
    }
    return new Cell(text, TRUTH.matcher(text).matches() ? Kind.TRUTH : Kind.TEXT);
  }

  /** Whether it may be the value of a metric. */
  public boolean isNumeric() {
    return kind == Kind.NUMBER || kind == Kind.NOT_FINITE;
  }

  public boolean isNothing() {
    return kind == Kind.NOTHING;
  }

  /** Of what {@link #isNumeric}. */
  public double number() {
    if (kind == Kind.NUMBER) {
      return Double.parseDouble(text);
    } else if (text.regionMatches(true, 0, "nan", 0, 3)) {
      return Double.NaN;
    }
    return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  public boolean isWhole() {
    return kind == Kind.NUMBER && number() == Math.rint(number());
  }

  /** Whether both stand for the same: 0.1 is 0.10. */
  public boolean same(Cell other) {
    return equals(other)
        || (isNumeric() && other.isNumeric() && Double.compare(number(), other.number()) == 0);
  }

  /** As the value of a parameter. */
  String json() {
    return switch (kind) {
      case NOTHING -> "null";
      case NUMBER -> JSON_NUMBER.matcher(text).matches() ? text : new BigDecimal(text).toString();
      case TRUTH -> text.substring(0, 1).equalsIgnoreCase("t") ? "true" : "false";
      case STRUCTURE -> text;
      case TEXT, NOT_FINITE -> new TextNode(text).toString();
    };
  }
}
