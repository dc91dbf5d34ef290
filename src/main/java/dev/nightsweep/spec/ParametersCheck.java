package dev.nightsweep.spec;

import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Place;
import dev.nightsweep.spec.Tree.Scalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks {@code parameters:}: constants, values, and whole levels from {@code min} to {@code max}.
 */
final class ParametersCheck {
  static final String SEED = "seed";
  static final long MOST_LEVELS = 100_000;

  private static final List<String> KEYS =
      List.of(
          "value",
          "values",
          "min",
          "max",
          "distribution",
          "probabilities",
          "parameters",
          "q",
          "mu",
          "sigma",
          "a",
          "b");
  private static final Set<String> GRID_DISTRIBUTIONS =
      Set.of("constant", "categorical", "int_uniform");
  private static final List<String> DISTRIBUTIONS =
      List.of(
          "constant",
          "categorical",
          "categorical_w_probabilities",
          "int_uniform",
          "uniform",
          "q_uniform",
          "log_uniform",
          "log_uniform_values",
          "q_log_uniform",
          "q_log_uniform_values",
          "inv_log_uniform",
          "inv_log_uniform_values",
          "normal",
          "q_normal",
          "log_normal",
          "q_log_normal",
          "beta",
          "q_beta");

  private final SettingReader settings;
  private final Problems problems;
  private final Expect expect;

  ParametersCheck(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /**
   * What stands under {@code parameters:}.
   *
   * @param spaces the good ones, without the seed
   * @param broken the names of those that had a problem, already noted
   * @param seeds what stands there as {@code parameters.seed}, if anything
   */
  record Found(
      SortedMap<String, ParameterSpace> spaces, Set<String> broken, Optional<List<Long>> seeds) {
    static final Found NOTHING = new Found(new TreeMap<>(), Set.of(), Optional.empty());

    boolean isFactor(String name) {
      return spaces.containsKey(name) && spaces.get(name).levels().size() > 1;
    }

    List<String> factors() {
      return spaces.keySet().stream().filter(this::isFactor).toList();
    }
  }

  Found check(Tree tree) {
    Optional<Entries> map = expect.map("parameters", tree);
    if (map.isEmpty()) {
      return Found.NOTHING;
    }
    if (map.get().byKey().isEmpty()) {
      problems.add(tree.at(), "parameters must name at least one parameter");
    }
    SortedMap<String, ParameterSpace> spaces = new TreeMap<>();
    Set<String> broken = new LinkedHashSet<>();
    Optional<List<Long>> seeds = Optional.empty();
    for (Entry entry : map.get().byKey().values()) {
      String name = entry.key().text();
      if (name.equals(SEED)) {
        seeds = Optional.of(space(name, entry, this::seed).map(this::numbers).orElse(List.of(1L)));
      } else {
        boolean known = settings.knows(entry.key());
        LevelReader reader = known ? settings::read : expect::setting;
        Optional<ParameterSpace> space = space(name, entry, reader);
        space.filter(s -> known).ifPresentOrElse(s -> spaces.put(name, s), () -> broken.add(name));
      }
    }
    return new Found(spaces, broken, seeds);
  }

  /** Reads one level of the named parameter, or notes what is wrong with it. */
  private interface LevelReader {
    Optional<Setting> read(String name, Tree tree);
  }

  private Optional<Setting> seed(String name, Tree tree) {
    return expect.whole(name, tree, "an integer").map(Setting::of);
  }

  private List<Long> numbers(ParameterSpace space) {
    return space.levels().stream().map(level -> (Long) level.raw()).toList();
  }

  private Optional<ParameterSpace> space(String name, Entry entry, LevelReader reader) {
    if (!(entry.value() instanceof Entries map)) {
      problems.add(
          entry.value().at(),
          "%s (%s) must be a map".formatted(Words.clip(name), entry.value().what()),
          entry.value() instanceof Tree.Items ? "write {values: […]}" : "write {value: …}");
      return Optional.empty();
    }
    boolean known = expect.refuseUnknown(map, KEYS);
    if (refuseUnsupported(name, map)) {
      return Optional.empty();
    }
    Optional<Entry> value = map.find("value");
    Optional<Entry> values = map.find("values");
    boolean range = map.find("min").isPresent() || map.find("max").isPresent();
    int kinds = (value.isPresent() ? 1 : 0) + (values.isPresent() ? 1 : 0) + (range ? 1 : 0);
    if (kinds == 0 && !known) {
      return Optional.empty(); // the unknown key was to be one of them
    }
    if (kinds != 1) {
      problems.add(
          entry.key().at(),
          Words.clip(name) + " must have exactly one of value, values, or min and max");
      return Optional.empty();
    }
    if (value.isPresent()) {
      return reader.read(name, value.get().value()).map(ParameterSpace.Constant::new);
    }
    return values.isPresent()
        ? values(name, values.get().value(), reader)
        : range(name, entry.key().at(), map, reader);
  }

  /** Notes what belongs to searches; true if that is what the parameter is about. */
  private boolean refuseUnsupported(String name, Entries map) {
    boolean refused = false;
    Optional<Entry> distribution = map.find("distribution");
    if (distribution.isPresent()) {
      Tree tree = distribution.get().value();
      Optional<String> word = expect.oneOf("distribution", tree, DISTRIBUTIONS);
      word.filter(w -> !GRID_DISTRIBUTIONS.contains(w))
          .ifPresent(w -> problems.unsupported(tree.at(), "distribution: " + w));
      refused = !word.map(GRID_DISTRIBUTIONS::contains).orElse(false);
    }
    for (String key : List.of("probabilities", "parameters")) {
      Optional<Entry> entry = map.find(key);
      entry.ifPresent(e -> problems.unsupported(e.key().at(), key + " of " + Words.clip(name)));
      refused |= entry.isPresent();
    }
    return refused || refuseShape(name, map);
  }

  /** The keys that only a distribution of a search has. */
  private boolean refuseShape(String name, Entries map) {
    List<Entry> shape =
        List.of("q", "mu", "sigma", "a", "b").stream()
            .flatMap(key -> map.find(key).stream())
            .toList();
    shape.forEach(
        e ->
            problems.unsupported(
                e.key().at(), e.key().text() + " of " + Words.clip(name) + ", a distribution,"));
    return !shape.isEmpty();
  }

  private Optional<ParameterSpace> values(String name, Tree tree, LevelReader reader) {
    Optional<List<Tree>> items = expect.list(name + ".values", tree);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    Set<Setting> levels = new LinkedHashSet<>();
    boolean good = true;
    for (Tree item : items.get()) {
      Optional<Setting> level = reader.read(name, item);
      if (level.isPresent() && !levels.add(level.get())) {
        problems.add(item.at(), "%s: the value %s stands here twice".formatted(name, item.what()));
        good = false;
      }
      good &= level.isPresent();
    }
    return good ? Optional.of(new ParameterSpace.Values(List.copyOf(levels))) : Optional.empty();
  }

  private Optional<ParameterSpace> range(String name, Place at, Entries map, LevelReader reader) {
    Optional<Entry> min = map.find("min");
    Optional<Entry> max = map.find("max");
    if (min.isEmpty() || max.isEmpty()) {
      problems.add(
          at,
          "%s has %s alone".formatted(name, min.isPresent() ? "min" : "max"),
          "add the other end");
      return Optional.empty();
    }
    Optional<Setting> low = expect.setting(name + ".min", min.get().value());
    Optional<Setting> high = expect.setting(name + ".max", max.get().value());
    if (low.isEmpty() || high.isEmpty()) {
      return Optional.empty();
    }
    if (!(low.get() instanceof Setting.Whole from) || !(high.get() instanceof Setting.Whole to)) {
      problems.add(
          min.get().value().at(),
          "%s: a range (%s…%s) that is not of integers is not supported by this version of Nightsweep"
              .formatted(name, Words.clip(low.get().text()), Words.clip(high.get().text())),
          "list the levels under values");
      return Optional.empty();
    }
    return levels(name, new Ends(from.number(), to.number(), min.get(), max.get()), reader);
  }

  /** The two ends of a range of integers, and where they stand. */
  private record Ends(long from, long to, Entry min, Entry max) {
    BigInteger count() {
      return BigInteger.valueOf(to).subtract(BigInteger.valueOf(from)).add(BigInteger.ONE);
    }
  }

  private Optional<ParameterSpace> levels(String name, Ends ends, LevelReader reader) {
    Place at = ends.min().value().at();
    if (ends.from() > ends.to()) {
      problems.add(
          at, "%s: min (%d) must be at most max (%d)".formatted(name, ends.from(), ends.to()));
      return Optional.empty();
    }
    if (ends.count().compareTo(BigInteger.valueOf(MOST_LEVELS)) > 0) {
      problems.add(
          at,
          "%s has %,d levels, which is more than %,d".formatted(name, ends.count(), MOST_LEVELS));
      return Optional.empty();
    }
    Optional<Setting> first = reader.read(name, ends.min().value());
    Optional<Setting> last = reader.read(name, ends.max().value());
    return first.isPresent() && last.isPresent() ? between(name, ends, reader) : Optional.empty();
  }

  private Optional<ParameterSpace> between(String name, Ends ends, LevelReader reader) {
    List<Setting> levels = new ArrayList<>();
    Place at = ends.min().value().at();
    for (long level = ends.from(); level <= ends.to(); level++) {
      Optional<Setting> setting = reader.read(name, new Scalar(at, Long.toString(level), false));
      if (setting.isEmpty()) {
        return Optional.empty();
      }
      levels.add(setting.get());
    }
    return Optional.of(new ParameterSpace.Values(levels));
  }
}
