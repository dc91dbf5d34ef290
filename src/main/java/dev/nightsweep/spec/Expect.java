package dev.nightsweep.spec;

import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Items;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes a tree for what it has to be, or notes a problem and gives nothing. */
public final class Expect {
  private final Problems problems;

  public Expect(Problems problems) {
    this.problems = problems;
  }

  /** A map with no keys but the known ones; the others are noted and may be skipped. */
  public Optional<Entries> section(String name, Tree tree, Collection<String> known) {
    Optional<Entries> map = map(name, tree);
    map.ifPresent(entries -> refuseUnknown(entries, known));
    return map;
  }

  /** Notes every unknown key; false if there was one. */
  public boolean refuseUnknown(Entries map, Collection<String> known) {
    List<Scalar> unknown =
        map.byKey().values().stream()
            .map(Tree.Entry::key)
            .filter(key -> !known.contains(key.text()))
            .toList();
    for (Scalar key : unknown) {
      String near = Suggest.didYouMean(key.text(), known);
      problems.add(key.at(), "unknown key " + Suggest.quote(key.text()) + near);
    }
    return unknown.isEmpty();
  }

  public Optional<Entries> map(String name, Tree tree) {
    return tree instanceof Entries map ? Optional.of(map) : wrong(name, tree, "a map");
  }

  /** A list with at least one item. */
  public Optional<List<Tree>> list(String name, Tree tree) {
    if (!(tree instanceof Items list)) {
      return wrong(name, tree, "a list");
    }
    if (list.items().isEmpty()) {
      problems.add(tree.at(), name + " must not be an empty list");
      return Optional.empty();
    }
    return Optional.of(list.items());
  }

  /** Text as written, even if it looks like a number; not blank. */
  public Optional<String> text(String name, Tree tree) {
    boolean blank = !(tree instanceof Scalar s) || s.text().isBlank() || s.isNothing();
    return blank ? wrong(name, tree, "text") : Optional.of(((Scalar) tree).text());
  }

  /** The same, short enough to be shown wherever something is named. */
  public Optional<String> name(String name, Tree tree) {
    Optional<String> text = text(name, tree);
    if (text.filter(given -> given.length() > TreeBuilder.MAX_NAME).isPresent()) {
      problems.add(
          tree.at(), "%s has more than %d characters".formatted(name, TreeBuilder.MAX_NAME));
      return Optional.empty();
    }
    return text;
  }

  public Optional<String> oneOf(String name, Tree tree, Collection<String> words) {
    if (tree instanceof Scalar scalar && words.contains(scalar.text())) {
      return Optional.of(scalar.text());
    }
    String near = tree instanceof Scalar s ? Suggest.didYouMean(s.text(), words) : "";
    return wrong(name, tree, "one of " + String.join(", ", words) + near);
  }

  /** One of the enum's constants, in lower case. */
  <E extends Enum<E>> Optional<E> oneOf(String name, Tree tree, Class<E> type) {
    return oneOf(name, tree, words(type))
        .map(word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
  }

  /** How a spec writes the enum's constants. */
  static List<String> words(Class<? extends Enum<?>> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** An integer, whatever its notation; {@code wanted} says in words which. */
  public Optional<Long> whole(String name, Tree tree, String wanted) {
    return setting(name, tree)
        .flatMap(
            setting ->
                setting instanceof Setting.Whole whole
                    ? Optional.of(whole.number())
                    : wrong(name, tree, wanted));
  }

  /** An integer in that range, whatever its notation. */
  Optional<Integer> whole(String name, Tree tree, WholeRange range, String wanted) {
    Optional<Long> number = whole(name, tree, wanted);
    return number.isEmpty() || range.contains(number.get())
        ? number.map(Long::intValue)
        : wrong(name, tree, wanted);
  }

  /** A number above that one. */
  Optional<Double> above(double least, String name, Tree tree, String wanted) {
    Optional<Setting> setting = setting(name, tree);
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    return setting.get().raw() instanceof Number number && number.doubleValue() > least
        ? Optional.of(number.doubleValue())
        : wrong(name, tree, wanted);
  }

  /** Any number. */
  public Optional<Double> number(String name, Tree tree) {
    return above(Double.NEGATIVE_INFINITY, name, tree, "a number");
  }

  /** Whether it says so; false if it is no such word. */
  public boolean flag(String name, Tree tree) {
    Optional<Setting> setting = setting(name, tree);
    if (setting.isPresent() && !(setting.get() instanceof Setting.Flag)) {
      wrong(name, tree, "true or false");
    }
    return setting.filter(s -> s.raw().equals(true)).isPresent();
  }

  /** Any single value that is not null. */
  public Optional<Setting> setting(String name, Tree tree) {
    if (!(tree instanceof Scalar scalar)) {
      return wrong(name, tree, "a single value");
    }
    Literal literal = Literal.of(scalar);
    if (literal instanceof Literal.Refused refused) {
      problems.add(tree.at(), name + ": " + refused.message());
      return Optional.empty();
    }
    return literal instanceof Literal.Value value
        ? Optional.of(value.setting())
        : wrong(name, tree, "a value");
  }

  public <T> Optional<T> wrong(String name, Tree tree, String wanted) {
    problems.add(tree.at(), "%s (%s) must be %s".formatted(name, tree.what(), wanted));
    return Optional.empty();
  }
}
