package dev.nightsweep.publish.export;

import java.util.regex.Pattern;

/** Texts that a spreadsheet would take for formulas, even for commands. */
public final class SpreadsheetText {
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");

  private SpreadsheetText() {}

  /** An apostrophe before it keeps the spreadsheet off. */
  public static Object harmless(Object value) {
    return value instanceof String text
            && FORMULA.matcher(text).find()
            && !NUMBER.matcher(text).matches()
        ? "'" + text
        : value;
  }
}
