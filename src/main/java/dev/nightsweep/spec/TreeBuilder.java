package dev.nightsweep.spec;

import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Items;
import dev.nightsweep.spec.Tree.Place;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds one tree from a stream of events, the same for both formats. Aliases share what they point
 * to, so nothing is expanded here; what they would expand to is counted and limited.
 */
final class TreeBuilder {
  static final int MAX_DEPTH = 50;
  static final int MAX_SIZE = 250_000;
  static final int MAX_TEXT = 10_000;
  static final int MAX_NAME = 200;

  private final Problems problems;
  private final Tolerated tolerated;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Anchored> anchors = new HashMap<>();
  private long size;
  private Tree root;

  TreeBuilder(Problems problems, Tolerated tolerated) {
    this.problems = problems;
    this.tolerated = tolerated;
  }

  /** The file cannot be read any further; the problem is already noted. */
  static final class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A finished tree under its anchor's name, with the number of items it holds. */
  private record Anchored(Tree tree, long size) {}

  /** A map or list that has begun and not yet ended. */
  private static final class Open {
    final Place at;
    final boolean map;
    final Optional<String> anchor;
    final long sizeBefore;
    final List<Tree> items = new ArrayList<>();
    final Map<String, Entry> entries = new LinkedHashMap<>();
    final Map<String, Entry> merged = new LinkedHashMap<>();
    Optional<Scalar> key = Optional.empty();
    boolean skipping;
    boolean merging;

    Open(Place at, boolean map, Optional<String> anchor, long sizeBefore) {
      this.at = at;
      this.map = map;
      this.anchor = anchor;
      this.sizeBefore = sizeBefore;
    }

    /** What it holds: its own entries replace those that are merged into it. */
    Tree tree() {
      if (!map) {
        return new Items(at, items);
      }
      Map<String, Entry> all = new LinkedHashMap<>(merged);
      all.putAll(entries);
      return new Entries(at, all);
    }
  }

  void start(Place at, boolean map, Optional<String> anchor) {
    if (open.size() == MAX_DEPTH) {
      throw giveUp(at, "nested more than " + MAX_DEPTH + " levels deep");
    }
    anchor.ifPresent(anchors::remove);
    open.push(new Open(at, map, anchor, size));
    grow(at, 1);
  }

  void end() {
    Open done = open.pop();
    finish(done.tree(), done.anchor, size - done.sizeBefore);
  }

  void scalar(Scalar scalar, Optional<String> anchor) {
    grow(scalar.at(), 1);
    if (scalar.text().length() > MAX_TEXT) {
      problems.add(scalar.at(), "a text of more than 10,000 characters");
    }
    finish(scalar, anchor, 1);
  }

  void alias(Place at, String name) {
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw giveUp(
          at,
          open.stream().anyMatch(o -> o.anchor.equals(Optional.of(name)))
              ? "the alias *" + Suggest.clip(name) + " stands inside what it repeats"
              : "the alias *" + Suggest.clip(name) + " has no anchor before it");
    }
    grow(at, anchored.size());
    put(anchored.tree(), at);
  }

  /** The whole tree, or empty when there was nothing. */
  Optional<Tree> tree() {
    return Optional.ofNullable(root);
  }

  GivenUpException giveUp(Place at, String message) {
    problems.add(at, message);
    return new GivenUpException();
  }

  private void grow(Place at, long by) {
    size += by;
    if (size > MAX_SIZE) {
      throw giveUp(at, "too large: more than 250,000 items, aliases repeated");
    }
  }

  private void finish(Tree tree, Optional<String> anchor, long itsSize) {
    anchor.ifPresent(name -> anchors.put(name, new Anchored(tree, itsSize)));
    put(tree, tree.at());
  }

  private void put(Tree tree, Place at) {
    Open parent = open.peek();
    if (parent == null) {
      root = tree;
    } else if (!parent.map) {
      parent.items.add(tree);
    } else if (parent.merging) {
      merge(parent, tree, at);
      parent.merging = false;
    } else if (parent.key.isEmpty() && !parent.skipping) {
      putKey(parent, tree, at);
    } else {
      parent.key.ifPresent(key -> parent.entries.put(key.text(), new Entry(key, tree)));
      parent.key = Optional.empty();
      parent.skipping = false;
    }
  }

  /** Merge keys as in YAML 1.1: of several maps the first one that has a key counts. */
  private void merge(Open map, Tree value, Place at) {
    List<Tree> sources = value instanceof Items list ? list.items() : List.of(value);
    if (!sources.stream().allMatch(Entries.class::isInstance)) {
      problems.add(at, "the merge key << takes a map or a list of maps, not " + value.what());
      return;
    }
    for (int i = sources.size() - 1; i >= 0; i--) {
      map.merged.putAll(((Entries) sources.get(i)).byKey());
    }
  }

  /** Keeps the key, or notes what is wrong with it and leaves its value out. */
  private void putKey(Open map, Tree tree, Place at) {
    if (tree instanceof Scalar key && key.text().equals("<<") && !key.quoted()) {
      map.merging = true;
      tolerated.add(
          at,
          "the merge key << is not part of YAML 1.2\n"
              + "  Maybe repeat the keys here, or give the whole map an alias");
      return;
    }
    Optional<String> wrong = wrongKey(tree);
    wrong.ifPresent(message -> problems.add(at, message));
    map.skipping = wrong.isPresent();
    map.key = tree instanceof Scalar s && wrong.isEmpty() ? Optional.of(s) : Optional.empty();
    map.key.ifPresent(key -> noteRepeated(map, key, at));
  }

  private void noteRepeated(Open map, Scalar key, Place at) {
    Entry first = map.entries.get(key.text());
    if (first != null) {
      String twice =
          "%s stands here twice: first in line %s"
              .formatted(Suggest.quote(key.text()), first.key().at().line());
      tolerated.add(at, twice, twice + ". This one counts, as with W&B");
    }
  }

  private static Optional<String> wrongKey(Tree tree) {
    if (!(tree instanceof Scalar key)) {
      return Optional.of("a key must be a single word, not " + tree.what());
    }
    if (key.text().length() > MAX_NAME) {
      return Optional.of("a key of more than %d characters".formatted(MAX_NAME));
    }
    return Optional.empty();
  }
}
