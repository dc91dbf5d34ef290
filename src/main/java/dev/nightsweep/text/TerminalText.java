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

  /** A sentence as part of another: without its full stop. */
  public static String clause(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  /** Mostly the text itself: it may be the whole of a large export. */
  private static String spelled(String text, boolean oneLine) {
    StringBuilder shown = new StringBuilder();
    int plain = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      if (isInvisible(character) && (oneLine || !isLayout(text, i))) {
        shown.append(text, plain, i);
        for (char part : Character.toChars(character)) {
          shown.append(String.format(Locale.ROOT, "\\u%04x", (int) part));
        }
        plain = i + Character.charCount(character);
      }
    }
    return plain == 0 ? text : shown.append(text, plain, text.length()).toString();
  }

  /** A return alone would let what follows overwrite the line. */
  private static boolean isLayout(String text, int i) {
    char c = text.charAt(i);
    return c == '\n' || c == '\t' || (c == '\r' && text.startsWith("\n", i + 1));
  }

  private static boolean isInvisible(int character) {
    if (character >= ' ' && character <= '~') {
      return false;
    }
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
