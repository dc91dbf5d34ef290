package dev.nightsweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A document that shows commands, specs and results. */
record Markdown(String text) {
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)]+)\\)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern ANSWERED =
      Pattern.compile("(?s)```sh\n(nightsweep query [^\n]*)\n```\n+```\n(.*?)```");

  /** A command and the result that the document shows right below it. */
  record Answered(String command, String result) {}

  static Markdown read(Path file) throws IOException {
    return new Markdown(Files.readString(file));
  }

  /** The texts of the fenced blocks of that language. */
  List<String> blocks(String language) {
    Pattern block = Pattern.compile("(?s)```" + language + "\n(.*?)```");
    return block.matcher(text).results().map(found -> found.group(1)).toList();
  }

  List<Answered> answered() {
    return ANSWERED
        .matcher(text)
        .results()
        .map(found -> new Answered(found.group(1), found.group(2)))
        .toList();
  }

  /** The lines that are quoted, each a paragraph. */
  List<String> quotes() {
    return text.lines().filter(l -> l.startsWith("> ")).map(l -> l.substring(2)).toList();
  }

  /** What links lead to, but those to other sites. */
  List<String> links() {
    return LINK.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** As the addresses of a page that is made of them. */
  List<String> headings() {
    return text.lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
        .toList();
  }

  /** A command's words, as a shell would split them, without the comment at its end. */
  static List<String> words(String command) {
    return WORD.matcher(command.replaceAll("\\s+#.*", ""))
        .results()
        .map(word -> Optional.ofNullable(word.group(1)).orElse(word.group(2)))
        .toList();
  }
}
