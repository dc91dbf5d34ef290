package dev.nightsweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page's tags as a browser would find them.
 *
 * @param tag its name
 * @param attributes their names and values, by turns
 */
record Markup(String tag, List<String> attributes) {
  private static final Pattern TAG =
      Pattern.compile("<!--.*?-->|<([a-zA-Z][^\\s/>]*)", Pattern.DOTALL);
  private static final Pattern ATTRIBUTE =
      Pattern.compile("[\\s/]*+([^\\s/>=]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]*)))?");
  private static final Pattern END = Pattern.compile("[\\s/]*>");

  Markup {
    attributes = List.copyOf(attributes);
  }

  static List<Markup> of(String page) {
    List<Markup> tags = new ArrayList<>();
    Matcher tag = TAG.matcher(page);
    int at = 0;
    while (tag.find(at)) {
      at = tag.end();
      if (tag.group(1) != null) {
        List<String> attributes = new ArrayList<>();
        at = attributes(page, at, attributes);
        tags.add(new Markup(tag.group(1), attributes));
        if (tag.group(1).matches("script|style")) { // their content is no markup
          at = page.indexOf("</" + tag.group(1), at);
        }
      }
    }
    return tags;
  }

  private static int attributes(String page, int from, List<String> found) {
    int at = from;
    Matcher end = END.matcher(page);
    Matcher attribute = ATTRIBUTE.matcher(page);
    while (!end.region(at, page.length()).lookingAt()) {
      if (!attribute.region(at, page.length()).lookingAt()) {
        throw new AssertionError("no end of a tag: " + page.substring(from, from + 100));
      }
      found.add(attribute.group(1));
      found.add(
          attribute.group(2) != null
              ? attribute.group(2)
              : String.valueOf(attribute.group(attribute.group(3) != null ? 3 : 4)));
      at = attribute.end();
    }
    return end.end();
  }

  /** The values of that attribute. */
  List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i += 2) {
      if (attributes.get(i).equals(name)) {
        values.add(attributes.get(i + 1));
      }
    }
    return values;
  }

  /** The names of its attributes. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i += 2) {
      names.add(attributes.get(i));
    }
    return names;
  }
}
