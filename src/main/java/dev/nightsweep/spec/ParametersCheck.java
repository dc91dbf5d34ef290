package dev.nightsweep.spec;

import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks {@code parameters:}. */
final class ParametersCheck {
  static final String SEED = "seed";

  private final SettingReader settings;
  private final String seed;
  private final boolean search;
  private final Problems problems;
  private final Expect expect;
  private final SortedMap<String, ParameterSpace> spaces = new TreeMap<>();
  private final Set<String> broken = new LinkedHashSet<>();
  private final Set<String> named = new HashSet<>();
  private Optional<List<Long>> seeds = Optional.empty();

  /**
   * @param seed what the parameter is called that takes the seed
   * @param search whether points are drawn
   */
  ParametersCheck(SettingReader settings, String seed, boolean search, Problems problems) {
    this.seed = seed;
    this.search = search;
    this.settings = settings;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /**
   * What stands under {@code parameters:}.
   *
   * @param spaces the good ones, without the seed
   * @param broken the names of those that had a problem, already noted
   * @param nuisance the names of those that are tuned, and so are no factors
   * @param seeds what stands there as {@code parameters.seed}, if anything
   */
  record Found(
      SortedMap<String, ParameterSpace> spaces,
      Set<String> broken,
      Set<String> nuisance,
      Optional<List<Long>> seeds) {
    static final Found NOTHING = new Found(new TreeMap<>(), Set.of(), Set.of(), Optional.empty());

    Found tuning(Collection<String> parameters) {
      return new Found(spaces, broken, Set.copyOf(parameters), seeds);
    }

    boolean isFactor(String name) {
      return spaces.containsKey(name)
          && spaces.get(name).levels().size() > 1
          && !nuisance.contains(name);
    }

    List<String> factors() {
      return spaces.keySet().stream().filter(this::isFactor).toList();
    }
  }

  Found check(Tree tree) {
    Optional<Entries> map = expect.map("parameters", tree);
    if (map.isPresent() && map.get().byKey().isEmpty()) {
      problems.add(tree.at(), "parameters must name at least one parameter");
    }
    map.ifPresent(entries -> entries.byKey().values().forEach(this::check));
    return new Found(spaces, broken, Set.of(), seeds);
  }

  private void check(Entry entry) {
    if (entry.value() instanceof Entries map && map.find(SearchKeys.NESTING).isPresent()) {
      checkNested(entry.key(), map);
    } else if (named.add(entry.key().text())) {
      checkOne(entry);
    } else {
      problems.add(
          entry.key().at(),
          Suggest.clip(entry.key().text()) + " is named twice",
          "remove one of them");
    }
  }

  /** Nesting only names: what stands inside {@code conv1} as {@code kernel} is conv1.kernel. */
  private void checkNested(Scalar name, Entries map) {
    expect.refuseUnknown(map, List.of(SearchKeys.NESTING));
    Entry nesting = map.find(SearchKeys.NESTING).orElseThrow();
    String what = "parameters of " + Suggest.clip(name.text());
    Optional<Entries> inner = expect.map(what, nesting.value());
    if (inner.isPresent() && inner.get().byKey().isEmpty()) {
      problems.add(nesting.value().at(), what + " must name at least one parameter");
    }
    inner.ifPresent(
        entries -> entries.byKey().values().forEach(entry -> check(inside(name, entry))));
  }

  private static Entry inside(Scalar name, Entry entry) {
    Scalar key = entry.key();
    return new Entry(
        new Scalar(key.at(), name.text() + "." + key.text(), key.quoted()), entry.value());
  }

  private void checkOne(Entry entry) {
    String name = entry.key().text();
    if (name.equals(seed) && !isOrdinarySeed(entry)) {
      seeds = Optional.of(seeds(entry, problems).orElse(List.of(1L)));
      return;
    }
    boolean known = settings.knows(entry.key());
    SpaceCheck check =
        new SpaceCheck(
            entry,
            known ? settings::read : expect::setting,
            settings.domain(name),
            new SpaceCheck.Use(search, settings.isOpen()),
            problems);
    check
        .check()
        .filter(space -> known)
        .ifPresentOrElse(space -> spaces.put(name, space), () -> broken.add(name));
  }

  /**
   * Whether the seed is a parameter like any other, as it is for W&B: of a program of somebody's
   * own, where it is searched or no list of integers.
   */
  private boolean isOrdinarySeed(Entry entry) {
    return settings.isOpen() && listed(entry).filter(all -> !search || all.size() == 1).isEmpty();
  }

  private Optional<List<Long>> listed(Entry entry) {
    try {
      return seeds(entry, new Problems(""));
    } catch (SpecException e) { // a thousand values are no integers
      return Optional.empty();
    }
  }

  private Optional<List<Long>> seeds(Entry entry, Problems notes) {
    Expect expected = new Expect(notes);
    LevelReader integer = (name, tree) -> expected.whole(name, tree, "an integer").map(Setting::of);
    SpaceCheck.Use use = new SpaceCheck.Use(false, settings.isOpen());
    return new SpaceCheck(entry, integer, Optional.empty(), use, notes)
        .check()
        .map(space -> space.levels().stream().map(level -> (Long) level.raw()).toList());
  }
}
