package dev.nightsweep.publish.queries;

import dev.nightsweep.report.SectionQuery;
import java.util.Collection;
import java.util.stream.Collectors;

/** Makes queries of templates and literals. */
final class Sql {
  private Sql() {}

  /** {@code literals} take the places of {@code %s} in the template. */
  static SectionQuery query(String what, String template, Object... literals) {
    return new SectionQuery(what, template.strip().replaceAll("\\s+", " ").formatted(literals));
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Texts for {@code IN}. */
  static String literals(Collection<String> texts) {
    return texts.stream().distinct().map(Sql::literal).collect(Collectors.joining(", "));
  }
}
