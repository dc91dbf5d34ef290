package dev.nightsweep.spec;

import dev.nightsweep.text.NearestWord;
import dev.nightsweep.text.TerminalText;
import java.util.Collection;
import java.util.Optional;

/** How a spec's own words are shown in messages, and which known word an unknown one resembles. */
public final class Suggest {
  private static final int MAX_SHOWN = 60;

  private Suggest() {}

  /** The text on one line, shortened, with control characters made visible. */
  static String clip(String text) {
    boolean tooLong = text.codePointCount(0, text.length()) > MAX_SHOWN;
    String start = tooLong ? text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) : text;
    return TerminalText.line(start) + (tooLong ? "…" : "");
  }

  public static String quote(String text) {
    return "'" + clip(text) + "'";
  }

  /** {@code ; did you mean 'lrn'?}, or nothing if no known word is near. */
  public static String didYouMean(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  /** The known word that the word resembles, if any does. */
  static Optional<String> nearest(String word, Collection<String> known) {
    return word.length() > MAX_SHOWN ? Optional.empty() : NearestWord.of(word, known);
  }
}
