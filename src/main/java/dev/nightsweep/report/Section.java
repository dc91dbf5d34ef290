package dev.nightsweep.report;

import java.util.List;

/**
 * A section of a page.
 *
 * @param id unique in the page, to be linked to
 * @param queries that give its numbers; may be none
 */
public record Section(String id, String title, Body body, List<SectionQuery> queries) {
  public Section {
    queries = List.copyOf(queries);
  }

  /**
   * What stands below the title.
   *
   * @param template of {@code jte/section}, with one parameter {@code view}
   * @param view what it shows
   */
  record Body(String template, Object view) {}

  static Section of(String id, String title, String template, Object view) {
    return new Section(id, title, new Body("section/" + template + ".jte", view), List.of());
  }

  /** One that needs no template of its own. */
  static Section plain(String id, String title, PlainView view) {
    return of(id, title, "plain", view);
  }

  Section with(List<SectionQuery> shown) {
    return new Section(id, title, body, shown);
  }
}
