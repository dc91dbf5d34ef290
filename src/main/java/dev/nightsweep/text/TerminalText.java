package dev.nightsweep.text;

import java.util.Locale;

/**
 * Texts of others, harmless for a terminal: control characters, which would steer it, and invisible
 * ones, which turn the order of letters or hide some, are spelled out as in JSON.
 */
public final class TerminalText {
  private TerminalText() {}

  /** The text with its line breaks and tabs. */
  public static String harmless(String text) {
    return spelled(text, false);
  }

  /** The same on one line: breaks and tabs are spelled out, too. */
  public static String line(String text) {
    return spelled(text, true);
  }

  private static String spelled(String text, boolean oneLine) {
    if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!oneLine && isLayout(text, i) || !isInvisible(text.codePointAt(i))) {
        shown.appendCodePoint(text.codePointAt(i));
      } else {
        for (char part : Character.toChars(text.codePointAt(i))) {
          shown.append(String.format(Locale.ROOT, "\\u%04x", (int) part));
        }
      }
    }
    return shown.toString();
  }

  /** A return alone would let what follows overwrite the line. */
  private static boolean isLayout(String text, int i) {
    char c = text.charAt(i);
    return c == '\n' || c == '\t' || (c == '\r' && text.startsWith("\n", i + 1));
  }

  private static boolean isInvisible(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
