package dev.nightsweep.spec;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Checks one parameter of a search: a constant, values, or a distribution. */
final class SearchSpaceCheck {
  private static final double ROUNDING = 1e-6;

  private final Entry entry;
  private final Entries map;
  private final String name;
  private final Problems problems;
  private final Expect expect;

  SearchSpaceCheck(Entry entry, Entries map, Problems problems) {
    this.entry = entry;
    this.map = map;
    this.name = Suggest.clip(entry.key().text());
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /**
   * The space, unless a problem was noted.
   *
   * @param reader of the parameter's settings
   * @param values reads its list of values
   */
  Optional<ParameterSpace> check(
      Optional<Domain> domain, LevelReader reader, Function<Tree, Optional<Levels>> values) {
    Optional<Entry> named = map.find("distribution");
    Optional<String> word =
        named.flatMap(e -> expect.oneOf("distribution", e.value(), SearchKeys.DISTRIBUTIONS));
    if (named.isPresent() && word.isEmpty()) {
      return Optional.empty();
    }
    if (map.find("value").isPresent() || map.find("values").isPresent()) {
      return listed(word, reader, values);
    }
    return drawn(word, domain, reader);
  }

  private Optional<ParameterSpace> listed(
      Optional<String> word, LevelReader reader, Function<Tree, Optional<Levels>> values) {
    Optional<Entry> value = map.find("value");
    List<String> own =
        value.isPresent()
            ? List.of("value", "distribution")
            : List.of("values", "probabilities", "distribution");
    if (!isListed(word, value.isPresent()) || !hasOnly(own)) {
      return Optional.empty();
    }
    if (value.isPresent()) {
      return reader.read(entry.key().text(), value.get().value()).map(ParameterSpace.Constant::new);
    }
    Optional<Levels> levels = values.apply(map.find("values").orElseThrow().value());
    return map.find("probabilities").isEmpty()
        ? levels.map(Levels::drawn)
        : levels.flatMap(this::weighted);
  }

  private boolean isListed(Optional<String> word, boolean constant) {
    List<String> fitting =
        constant
            ? List.of(SearchKeys.CONSTANT)
            : List.of(SearchKeys.CATEGORICAL, SearchKeys.WEIGHTED);
    boolean good = word.map(fitting::contains).orElse(true);
    if (!good) {
      problems.add(
          entry.key().at(),
          "%s: distribution: %s has no %s"
              .formatted(name, word.orElseThrow(), constant ? "value" : "values"),
          "remove the one or the other");
    }
    return good;
  }

  private boolean hasOnly(List<String> own) {
    List<Entry> others =
        map.byKey().values().stream()
            .filter(e -> SearchKeys.ALL.contains(e.key().text()) && !own.contains(e.key().text()))
            .toList();
    if (!others.isEmpty()) {
      problems.add(
          entry.key().at(),
          "%s must have exactly one of value, values, or a distribution of numbers"
              .formatted(name));
    }
    return others.isEmpty();
  }

  private Optional<ParameterSpace> weighted(Levels levels) {
    Tree tree = map.find("probabilities").orElseThrow().value();
    List<Double> probabilities = new ArrayList<>();
    for (Tree item : expect.list(name + ".probabilities", tree).orElse(List.of())) {
      expect
          .setting(name + ".probabilities", item)
          .filter(setting -> setting.raw() instanceof Number)
          .ifPresent(setting -> probabilities.add(((Number) setting.raw()).doubleValue()));
    }
    double sum = probabilities.stream().mapToDouble(p -> p).sum();
    boolean good =
        probabilities.size() == levels.size()
            && probabilities.stream().allMatch(p -> p >= 0)
            && Math.abs(sum - 1) < ROUNDING;
    if (!good) {
      expect.wrong(
          name + ".probabilities", tree, "a number ≥ 0 for each of its values, 1 together");
      return Optional.empty();
    }
    return Optional.of(levels.weighted(probabilities));
  }

  private Optional<ParameterSpace> drawn(
      Optional<String> word, Optional<Domain> domain, LevelReader reader) {
    boolean numbers = word.map(SearchKeys.OF_NUMBERS::containsKey).orElse(true);
    boolean ends = map.find("min").isPresent() || map.find("max").isPresent();
    if (!numbers || (word.isEmpty() && !ends)) {
      problems.add(
          entry.key().at(),
          "%s must have exactly one of value, values, or a distribution of numbers"
              .formatted(name));
      return Optional.empty();
    }
    Optional<ParameterSpace> drawn =
        new DistributionCheck(entry, map, domain, problems).check(word);
    return drawn.filter(space -> endsAreIn(reader));
  }

  /** Whether the parameter accepts both ends; problems are told where they stand. */
  private boolean endsAreIn(LevelReader reader) {
    List<Optional<Setting>> ends =
        List.of("min", "max").stream()
            .flatMap(key -> map.find(key).stream())
            .map(end -> reader.read(entry.key().text(), end.value()))
            .toList();
    return ends.stream().allMatch(Optional::isPresent);
  }
}
