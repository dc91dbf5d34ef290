package dev.nightsweep.report;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where some numbers of a page come from.
 *
 * @param what which numbers, in words
 * @param sql a query on the public views that gives them, in one line
 */
public record SectionQuery(String what, String sql) {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\\"$`]");

  /** {@code literals} take the places of {@code %s} in the template. */
  public static SectionQuery of(String what, String template, Object... literals) {
    return new SectionQuery(what, template.strip().replaceAll("\\s+", " ").formatted(literals));
  }

  /** A text for SQL. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Texts for SQL's {@code IN}. */
  public static String literals(Collection<String> texts) {
    return texts.stream().distinct().map(SectionQuery::literal).collect(Collectors.joining(", "));
  }

  /** The line for a POSIX shell. */
  public String command() {
    return "nightsweep query \"" + SPECIAL.matcher(sql).replaceAll("\\\\$0") + "\"";
  }
}
