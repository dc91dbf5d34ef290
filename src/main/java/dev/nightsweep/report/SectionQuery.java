package dev.nightsweep.report;

import java.util.regex.Pattern;

/**
 * Where some numbers of a page come from.
 *
 * @param what which numbers, in words
 * @param sql a query on the public views that gives them, in one line
 */
public record SectionQuery(String what, String sql) {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\\"$`]");

  /** The line for a POSIX shell. */
  public String command() {
    return "nightsweep query \"" + SPECIAL.matcher(sql).replaceAll("\\\\$0") + "\"";
  }
}
