package dev.nightsweep.store.h2;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The statements that H2 stores in a new database of this program. Others are compared letter by
 * letter, save views: H2 writes those anew as it plans them, with conditions elsewhere and in
 * another order. Of a view the head must be the same, and each word one that our views have: none
 * of them reads a file, opens a connection or calls code of somebody's own.
 */
final class KnownDefinitions {
  private static final Pattern VIEW =
      Pattern.compile("(CREATE FORCE VIEW \"\\w+\"\\.\"\\w+\"\\([\\w\", ]*\\) AS\\\\n)(.*)");

  /** A name or text in quotes, a word or number, or any other character. */
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|'[^']*'|[A-Za-z_][A-Za-z_0-9]*|[0-9.]+|\\S");

  /** What H2 may write into a view beside our words. */
  private static final Set<String> LOGIC =
      Set.of("ON", "WHERE", "AND", "OR", "NOT", "IS", "NULL", "TRUE", "FALSE", "BETWEEN", "IN");

  private final Set<String> statements = new HashSet<>();
  private final Set<String> heads = new HashSet<>();
  private final Set<String> words = new HashSet<>(LOGIC);

  private KnownDefinitions(List<String> definitions) {
    for (String definition : definitions) {
      List<String> view = view(definition);
      if (view.isEmpty()) {
        statements.add(definition);
      } else {
        heads.add(view.get(0));
        words.addAll(tokens(view.get(1)));
      }
    }
  }

  /** As a new database of this program has them. */
  static KnownDefinitions read() {
    try (InputStream in = KnownDefinitions.class.getResourceAsStream("definitions.txt")) {
      return new KnownDefinitions(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the known definitions from the class path", e);
    }
  }

  /** A statement as it is compared: on one line, and without what differs from file to file. */
  static String line(String statement) {
    return statement
        .replaceAll(" SALT '[0-9a-f]*' HASH '[0-9a-f]*'", " SALT '' HASH ''")
        .replaceAll(" SELECTIVITY [0-9]{1,3}\\b", "")
        .replaceAll("^SET WRITE_DELAY [0-9]+$", "SET WRITE_DELAY 0")
        .replace("\n", "\\n");
  }

  boolean contain(String line) {
    List<String> view = view(line);
    return view.isEmpty()
        ? statements.contains(line)
        : heads.contains(view.get(0)) && words.containsAll(tokens(view.get(1)));
  }

  /** Head and query; nothing if it is no view. */
  private static List<String> view(String line) {
    return VIEW.matcher(line)
        .results()
        .filter(found -> found.start() == 0 && found.end() == line.length())
        .map(found -> List.of(found.group(1), found.group(2)))
        .findFirst()
        .orElse(List.of());
  }

  /** Numbers aside, which do no harm. */
  private static List<String> tokens(String query) {
    List<String> tokens = new ArrayList<>();
    for (MatchResult token : TOKEN.matcher(query.replace("\\n", " ")).results().toList()) {
      if (!token.group().matches("[0-9.]+")) {
        tokens.add(token.group());
      }
    }
    return tokens;
  }
}
