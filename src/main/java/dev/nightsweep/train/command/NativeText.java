package dev.nightsweep.train.command;

import java.nio.charset.Charset;
import java.util.Collection;
import java.util.stream.Stream;

/** What is handed to another process, in the encoding in which Java hands it over. */
final class NativeText {
  private static final int MAX_SHOWN = 100;

  private NativeText() {}

  /**
   * Refuses a word of which the program would get only a part.
   *
   * @throws IllegalArgumentException with what to do
   */
  static void requireWhole(Collection<String> words) {
    requireWhole(words, charset());
  }

  static void requireWhole(Collection<String> words, Charset charset) {
    words.stream()
        .filter(word -> !charset.newEncoder().canEncode(word))
        .findFirst()
        .ifPresent(
            word -> {
              throw new IllegalArgumentException(
                  "the program would not get the argument %s whole: the locale's encoding is %s. Run Nightsweep with LC_ALL=C.UTF-8."
                      .formatted(word.substring(0, Math.min(word.length(), MAX_SHOWN)), charset));
            });
  }

  /** Java 17 takes its default charset; later ones, whose default is UTF-8, that of file names. */
  private static Charset charset() {
    return Stream.of(Charset.defaultCharset(), ofFileNames())
        .filter(charset -> !charset.newEncoder().canEncode("é日"))
        .findFirst()
        .orElse(Charset.defaultCharset());
  }

  private static Charset ofFileNames() {
    String name = System.getProperty("sun.jnu.encoding", "UTF-8");
    return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
  }
}
