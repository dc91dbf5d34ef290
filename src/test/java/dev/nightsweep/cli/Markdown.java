package dev.nightsweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document that shows commands, specs and results. */
record Markdown(String text) {
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)]+)\\)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern ANSWERED =
      Pattern.compile("(?s)```sh\n(nightsweep query [^\n]*)\n```\n+```\n(.*?)```");

  /** A command and the result that the document shows right below it. */
  record Answered(String command, String result) {}

  /**
   * A table.
   *
   * @param rows the cells of every line under its header
   */
  record Table(List<String> header, List<List<String>> rows) {

    /** The cells of that column, from 0. */
    Stream<String> column(int place) {
      return rows.stream().map(row -> row.get(place));
    }
  }

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

  /** The tables whose first column has that header. */
  List<Table> tables(String first) {
    List<Table> tables = new ArrayList<>();
    List<List<String>> open = new ArrayList<>();
    for (String line : (text + "\n\n").lines().toList()) {
      if (line.startsWith("|")) {
        open.add(cells(line));
      } else if (!open.isEmpty()) {
        tables.add(new Table(open.get(0), List.copyOf(open.subList(2, open.size()))));
        open.clear();
      }
    }
    return tables.stream().filter(table -> table.header().get(0).equals(first)).toList();
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.lastIndexOf('|'));
    return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
        .map(cell -> cell.strip().replace("\\|", "|"))
        .toList();
  }

  /** What stands in code font in a text. */
  static List<String> code(String text) {
    return CODE.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The same of this document, fenced blocks aside. */
  List<String> code() {
    return code(FENCED.matcher(text).replaceAll(""));
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
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
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
