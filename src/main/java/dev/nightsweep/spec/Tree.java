package dev.nightsweep.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file of ours as it stands, YAML or JSON: what was written, and where. */
public sealed interface Tree {

  Place at();

  /** What it is, for messages: {@code a list}. */
  String what();

  /** A place in the file, line and column from 1. */
  record Place(int line, int column) {
    public static final Place START = new Place(1, 1);
    static final Place FILE = new Place(0, 0);
  }

  /**
   * A single value.
   *
   * @param quoted whether it is text whatever it looks like
   */
  record Scalar(Place at, String text, boolean quoted) implements Tree {
    @Override
    public String what() {
      return isNothing() ? "empty" : Suggest.quote(text);
    }

    /** Whether it is null, as YAML's core schema writes it. */
    public boolean isNothing() {
      return !quoted
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }
  }

  /** A list. */
  record Items(Place at, List<Tree> items) implements Tree {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String what() {
      return "a list";
    }
  }

  /** A map, in the order of the file. */
  record Entries(Place at, Map<String, Entry> byKey) implements Tree {
    public Entries {
      byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    public Optional<Entry> find(String key) {
      return Optional.ofNullable(byKey.get(key));
    }

    /** The entry of that key in the map that stands under another one, if it is a map. */
    Optional<Entry> find(String section, String key) {
      Entry outer = byKey.get(section);
      return outer != null && outer.value() instanceof Entries map
          ? map.find(key)
          : Optional.empty();
    }

    @Override
    public String what() {
      return "a map";
    }
  }

  /** A key with its value. */
  record Entry(Scalar key, Tree value) {}
}
