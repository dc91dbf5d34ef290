package dev.nightsweep.report.chart;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes one SVG drawing. Colours come from the page's style by class, so that a drawing follows
 * light, dark and print; every text is escaped here.
 */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  /**
   * @param width as shown where there is room; texts have the size that the page's style says
   * @param id unique in the page; may hold a name of anybody's
   * @param title what it shows, for those who cannot see it
   * @param finding what it says
   */
  Svg(double width, double height, String id, String title, String finding) {
    String safe = safe(id);
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" viewBox=\"0 0 %s %s\" role=\"img\""
                + " aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">%s</title>"
                + "<desc id=\"%s-d\">%s</desc>",
            number(width),
            number(width),
            number(height),
            safe,
            safe,
            safe,
            escape(title),
            safe,
            escape(finding)));
  }

  /** An id of letters, digits and hyphens alone: a space would begin another one. */
  private static String safe(String id) {
    return Pattern.compile("[^A-Za-z0-9_-]")
        .matcher(id)
        .replaceAll(found -> "-x%x".formatted((int) found.group().charAt(0)));
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    add("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>", x1, y1, x2, y2, style);
  }

  void box(double x, double y, double width, double height, String style) {
    bar(new Box(x, y, Math.max(0, width), height), style, "");
  }

  /** A box's upper left corner and its size. */
  record Box(double x, double y, double width, double height) {}

  /** A box with a tooltip, if it is not empty. */
  void bar(Box box, String style, String tip) {
    String inside = tip.isEmpty() ? "/>" : "><title>" + escape(tip) + "</title></rect>";
    add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\"%s",
        box.x(), box.y(), box.width(), box.height(), style, inside);
  }

  void path(String data, String style) {
    add("<path d=\"%s\" class=\"%s\"/>", data, style);
  }

  /** Text at its base line; {@code style} may hold {@code end} or {@code mid} to anchor it. */
  void text(double x, double y, String style, String text) {
    add("<text x=\"%s\" y=\"%s\" class=\"%s\">%s</text>", x, y, style, escape(text));
  }

  /** A path with a tooltip. */
  void mark(String data, String style, String tip) {
    add("<path d=\"%s\" class=\"%s\"><title>%s</title></path>", data, style, escape(tip));
  }

  String finish() {
    return out.append("</svg>").toString();
  }

  static String number(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> escape(c, escaped));
    return escaped.toString();
  }

  private static void escape(int c, StringBuilder escaped) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> escaped.appendCodePoint(c);
    }
  }

  private void add(String format, Object... parts) {
    for (int i = 0; i < parts.length; i++) {
      parts[i] = parts[i] instanceof Double number ? number(number) : parts[i];
    }
    out.append(String.format(Locale.ROOT, format, parts));
  }
}
