package dev.nightsweep.tracker;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters in a name such as {@code lr=0.1,seed=3} or {@code lr=0.1-seed=3}: only what has an
 * equals sign. A value ends where the next name begins, or at a comma, a semicolon or a space.
 */
public final class NamedPairs {
  private static final Pattern PAIR =
      Pattern.compile(
          "(?<![A-Za-z0-9.])([A-Za-z][A-Za-z0-9_.]{0,99})=([^=,;&\\s]{1,200}?)(?=$|[,;&\\s]|[_-]+[A-Za-z][A-Za-z0-9_.]{0,99}=)");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d{0,99})(\\.\\d{1,99})?([eE][+-]?\\d{1,3})?");

  private NamedPairs() {}

  /** Those in a name, as parameters in its order. */
  public static List<TrackedFact.Parameter> in(String name) {
    List<TrackedFact.Parameter> pairs = new ArrayList<>();
    for (Matcher pair = PAIR.matcher(name); pair.find(); ) {
      pairs.add(new TrackedFact.Parameter(pair.group(1), json(pair.group(2))));
    }
    return pairs;
  }

  private static String json(String value) {
    return switch (value) {
      case "true", "True" -> "true";
      case "false", "False" -> "false";
      default -> NUMBER.matcher(value).matches() ? value : new TextNode(value).toString();
    };
  }
}
