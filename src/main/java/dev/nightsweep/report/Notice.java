package dev.nightsweep.report;

/**
 * A warning.
 *
 * @param lead the first words, set bold
 * @param see the id of the section of the page that has more on it; empty for none
 */
public record Notice(String style, String lead, String text, String see) {

  /** That says all. */
  public Notice(String style, String lead, String text) {
    this(style, lead, text, "");
  }
}
