package dev.nightsweep.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a command, with macros in it.
 *
 * @param isScript whether a shell is to read it: it has spaces, or follows {@code -c}
 */
public record CommandItem(String text, boolean isScript) {
  private static final Pattern MACRO = Pattern.compile("\\$\\{([^{}]*)}");
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /** The quotes of a shell that a macro stands in. */
  public enum Quotes {
    /** Of an item that no shell reads. */
    UNREAD,
    NONE,
    SINGLE,
    DOUBLE;

    /** How a value is written there, so that a POSIX shell takes it for what it is. */
    public String write(String value) {
      return switch (this) {
        case UNREAD -> value;
        case NONE -> HARMLESS.matcher(value).matches() ? value : quoted(value);
        case SINGLE -> value.replace("'", "'\\''");
        case DOUBLE -> value.replaceAll("[\\\\\"$`]", "\\\\$0");
      };
    }

    private Quotes after(char c) {
      return switch (this) {
        case NONE -> c == '\'' ? SINGLE : c == '"' ? DOUBLE : this;
        case SINGLE -> c == '\'' ? NONE : this;
        case DOUBLE -> c == '"' ? NONE : this;
        case UNREAD -> this;
      };
    }
  }

  /**
   * A place where something is to be filled in.
   *
   * @param name without dollar and braces
   */
  public record Use(String name, Quotes quotes) {
    public Optional<Macro> macro() {
      return Macro.find(name);
    }
  }

  /** The name of the macro that the item is, with nothing beside it. */
  public Optional<String> alone() {
    Matcher matcher = MACRO.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The macro that the item is, if it is a known one. */
  public Optional<Macro> macro() {
    return alone().flatMap(Macro::find);
  }

  /** All that are in it, unknown ones too. */
  public List<Use> uses() {
    List<Use> uses = new ArrayList<>();
    replace(
        use -> {
          uses.add(use);
          return Optional.empty();
        });
    return List.copyOf(uses);
  }

  /** The item with values in the place of its macros; those without a value are left. */
  public String replace(Function<Use, Optional<String>> value) {
    StringBuilder written = new StringBuilder();
    Matcher matcher = MACRO.matcher(text);
    Quotes quotes = isScript ? Quotes.NONE : Quotes.UNREAD;
    for (int at = 0; at < text.length(); ) {
      if (matcher.region(at, text.length()).lookingAt()) {
        written.append(value.apply(new Use(matcher.group(1), quotes)).orElseGet(matcher::group));
        at = matcher.end();
        continue;
      }
      char c = text.charAt(at++);
      written.append(c);
      if (c == '\\' && isScript && quotes != Quotes.SINGLE && at < text.length()) {
        written.append(text.charAt(at++)); // it stands for itself
      } else {
        quotes = quotes.after(c);
      }
    }
    return written.toString();
  }

  /** In single quotes, as a POSIX shell reads them. */
  public static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
