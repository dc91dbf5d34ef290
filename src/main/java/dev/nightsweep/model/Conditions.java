package dev.nightsweep.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where parameters vary, of those that do not vary everywhere; elsewhere they are left out, and
 * keep their defaults.
 *
 * @param byParameter of each such parameter, which levels of which others it needs, all of them
 */
public record Conditions(SortedMap<String, SortedMap<String, List<Setting>>> byParameter) {
  public static final Conditions NONE = new Conditions(new TreeMap<>());

  /**
   * @throws IllegalArgumentException if a parameter needs itself in the end
   */
  public Conditions {
    byParameter = Collections.unmodifiableSortedMap(new TreeMap<>(byParameter));
    for (String name : byParameter.keySet()) {
      if (neededBy(byParameter, name).contains(name)) {
        throw new IllegalArgumentException(name + " varies only where it does itself");
      }
    }
  }

  /** All that the parameter needs, and what that needs in turn. */
  public static Set<String> neededBy(
      Map<String, SortedMap<String, List<Setting>>> conditions, String name) {
    Set<String> needed = new LinkedHashSet<>();
    addNeeded(conditions, name, needed);
    return needed;
  }

  private static void addNeeded(
      Map<String, SortedMap<String, List<Setting>>> conditions, String name, Set<String> needed) {
    for (String other : conditions.getOrDefault(name, Collections.emptySortedMap()).keySet()) {
      if (needed.add(other)) {
        addNeeded(conditions, other, needed);
      }
    }
  }

  /** The parameters that the named one decides about, directly or not. */
  public Set<String> dependents(String name) {
    return byParameter.keySet().stream()
        .filter(other -> neededBy(byParameter, other).contains(name))
        .collect(Collectors.toSet());
  }

  /** The names as given, but each behind all that it needs. */
  public List<String> ordered(Collection<String> names) {
    Set<String> ordered = new LinkedHashSet<>();
    names.forEach(name -> place(name, names, ordered));
    return List.copyOf(ordered);
  }

  private void place(String name, Collection<String> names, Set<String> ordered) {
    of(name).keySet().stream()
        .filter(names::contains)
        .forEach(needed -> place(needed, names, ordered));
    ordered.add(name);
  }

  /** Whether the parameter varies beside those settings, which hold all that it needs. */
  public boolean hold(String name, Settings settings) {
    return of(name).entrySet().stream()
        .allMatch(e -> settings.find(e.getKey()).filter(e.getValue()::contains).isPresent());
  }

  /** The settings without those whose condition does not hold. */
  public Settings applied(Settings settings) {
    Settings kept = Settings.NONE;
    for (String name : ordered(settings.byName().keySet())) {
      if (hold(name, kept)) {
        kept = kept.with(name, settings.get(name));
      }
    }
    return kept;
  }

  /**
   * The levels with which the parameter varies: the given ones where they will do, else the first;
   * empty if its conditions exclude each other.
   */
  public Optional<Settings> needed(String name, Settings given) {
    Set<String> all = neededBy(byParameter, name);
    all.add(name);
    Map<String, List<Setting>> allowed = new TreeMap<>();
    for (String one : all) {
      of(one).forEach((other, levels) -> allowed.merge(other, levels, Conditions::inBoth));
    }
    Map<String, Setting> needed = new TreeMap<>();
    allowed.forEach(
        (other, levels) ->
            given
                .find(other)
                .filter(levels::contains)
                .or(() -> levels.stream().findFirst())
                .ifPresent(level -> needed.put(other, level)));
    return needed.keySet().equals(allowed.keySet())
        ? Optional.of(Settings.of(needed))
        : Optional.empty();
  }

  private static List<Setting> inBoth(List<Setting> some, List<Setting> others) {
    return some.stream().filter(others::contains).toList();
  }

  private SortedMap<String, List<Setting>> of(String name) {
    return byParameter.getOrDefault(name, Collections.emptySortedMap());
  }

  /** {@code where lrn=true}; empty for one that varies everywhere. */
  public String describe(String name) {
    String levels =
        of(name).entrySet().stream()
            .map(e -> e.getKey() + "=" + texts(e.getValue()))
            .collect(Collectors.joining(", "));
    return levels.isEmpty() ? "" : "where " + levels;
  }

  private static String texts(List<Setting> levels) {
    return levels.stream().map(Setting::text).collect(Collectors.joining(" or "));
  }

  public boolean isEmpty() {
    return byParameter.isEmpty();
  }
}
