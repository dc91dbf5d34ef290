package dev.nightsweep.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The value that one parameter takes in one run. */
public sealed interface Setting {

  /**
   * The canonical text: what is hashed, stored and printed. Two equal settings have equal texts.
   */
  String text();

  /**
   * A single value: {@link Boolean}, {@link Long}, {@link Double} or {@link String}; of what is
   * none of them its text.
   */
  Object raw();

  /** As plain Java values: a list as a list, a map as a map, null as null. */
  default Object plain() {
    return raw();
  }

  /** What is hashed of it; apart from {@link #text} where a word could have the same text. */
  default String canonical() {
    return text();
  }

  /** A boolean. */
  record Flag(boolean on) implements Setting {
    @Override
    public String text() {
      return Boolean.toString(on);
    }

    @Override
    public Object raw() {
      return on;
    }
  }

  /** A whole number. */
  record Whole(long number) implements Setting {
    @Override
    public String text() {
      return Long.toString(number);
    }

    @Override
    public Object raw() {
      return number;
    }
  }

  /** A finite real number. */
  record Real(double number) implements Setting {
    public Real {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("The number (%s) must be finite.".formatted(number));
      }
      number = number == 0 ? 0.0 : number; // -0.0 and 0.0 are one setting
    }

    @Override
    public String text() {
      boolean plain = number == Math.rint(number) && Math.abs(number) < 1e15;
      return plain ? Long.toString((long) number) : Double.toString(number);
    }

    @Override
    public Object raw() {
      return number;
    }
  }

  /** A word: one of a parameter's literals, or free text such as a path. */
  record Word(String word) implements Setting {
    public Word {
      requireNonNull(word, "word");
    }

    @Override
    public String text() {
      return word;
    }

    @Override
    public Object raw() {
      return word;
    }
  }

  /** No value, which a program of somebody's own may take as one: null, None. */
  record Null() implements Setting {
    @Override
    public String text() {
      return "null";
    }

    @Override
    public Object raw() {
      return text();
    }

    @Override
    public Object plain() {
      return null;
    }

    @Override
    public String canonical() {
      return "json:" + text();
    }
  }

  /** A list of settings as one. */
  record Array(List<Setting> items) implements Setting {
    public Array {
      items = List.copyOf(items);
    }

    @Override
    public String text() {
      return items.stream().map(Setting::json).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public Object raw() {
      return text();
    }

    @Override
    public Object plain() {
      List<Object> plain = new ArrayList<>(); // which may hold null
      items.forEach(item -> plain.add(item.plain()));
      return plain;
    }

    @Override
    public String canonical() {
      return "json:" + text();
    }
  }

  /** A map of settings as one, in the order of the file; equal whatever the order. */
  record Dictionary(Map<String, Setting> entries) implements Setting {
    public Dictionary {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String text() {
      return new TreeMap<>(entries)
          .entrySet().stream()
              .map(e -> quoted(e.getKey()) + ": " + json(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public Object raw() {
      return text();
    }

    @Override
    public Object plain() {
      Map<String, Object> plain = new LinkedHashMap<>();
      entries.forEach((name, entry) -> plain.put(name, entry.plain()));
      return plain;
    }

    @Override
    public String canonical() {
      return "json:" + text();
    }
  }

  static Setting of(boolean on) {
    return new Flag(on);
  }

  static Setting of(long number) {
    return new Whole(number);
  }

  static Setting of(double number) {
    return new Real(number);
  }

  static Setting of(String word) {
    return new Word(word);
  }

  /** As JSON, inside a list or map. */
  private static String json(Setting setting) {
    return setting instanceof Setting.Word word ? quoted(word.word()) : real(setting);
  }

  /** A whole real stays told from an integer. */
  private static String real(Setting setting) {
    return setting instanceof Setting.Real number
        ? Double.toString(number.number())
        : setting.text();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ') {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
