package dev.nightsweep.intake;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which parameters tell runs apart, seeds aside.
 *
 * @param constants what all runs have
 * @param byName of every other parameter how many runs have each of its settings
 */
record VaryingParameters(
    Settings constants, SortedMap<String, Map<Optional<Setting>, Integer>> byName) {
  /** What a parameter is in a run that does not have it, while others do. */
  static final Setting NOT_SET = Setting.of("(not set)");

  private static final int MAX_PARAMETERS = 2000;

  /** A parameter that all but so few runs have alike is most likely meant to be a constant. */
  private static final double FEW = 0.1;

  private static final int MIN_RUNS = 10;

  /** Of these runs, without the parameters that are no setting. */
  static VaryingParameters of(List<FoundRun> runs, Predicate<String> isNoSetting) {
    Set<String> names = new TreeSet<>();
    runs.forEach(run -> names.addAll(run.parameters().keySet()));
    names.removeIf(isNoSetting);
    if (names.size() > MAX_PARAMETERS) {
      throw Refusal.of("Its runs have more than %,d parameters.".formatted(MAX_PARAMETERS));
    }
    Map<String, Setting> constants = new TreeMap<>();
    SortedMap<String, Map<Optional<Setting>, Integer>> varying = new TreeMap<>();
    for (String name : names) {
      Map<Optional<Setting>, Integer> counts = new LinkedHashMap<>();
      runs.forEach(
          run -> counts.merge(Optional.ofNullable(run.parameters().get(name)), 1, Integer::sum));
      if (counts.size() > 1) {
        varying.put(name, counts);
      } else {
        constants.put(name, counts.keySet().iterator().next().orElseThrow());
      }
    }
    return new VaryingParameters(Settings.of(constants), varying);
  }

  /** The settings that vary, as a run has them; what it does not have is said not to be set. */
  Settings levels(FoundRun run) {
    return levels(run, byName.keySet());
  }

  private static Settings levels(FoundRun run, Collection<String> names) {
    Map<String, Setting> levels = new TreeMap<>();
    names.forEach(name -> levels.put(name, run.parameters().getOrDefault(name, NOT_SET)));
    return Settings.of(levels);
  }

  /**
   * Parameters that split what would be arms without them, and let none of the parts share a seed:
   * file names, times, hosts. None, if leaving them out would give no two arms to compare either.
   */
  List<String> splitting(List<FoundRun> runs, SeedParameter seed) {
    SettingsMix mix = new SettingsMix(byName);
    List<String> suspects =
        byName.keySet().stream()
            .filter(name -> mostOf(name).isEmpty())
            .filter(
                name ->
                    byName.get(name).size() == runs.size()
                        || sharesNoSeed(name, mix.without(name, runs), seed))
            .toList();
    Set<String> others = new TreeSet<>(byName.keySet());
    suspects.forEach(others::remove);
    return suspects.isEmpty() || !wouldCompare(runs, others, seed) ? List.of() : suspects;
  }

  /** The setting that nearly all runs have, if there is one, and how many they are. */
  Optional<Map.Entry<Optional<Setting>, Integer>> mostOf(String name) {
    int runs = byName.get(name).values().stream().mapToInt(count -> count).sum();
    return byName.get(name).entrySet().stream()
        .filter(most -> runs >= MIN_RUNS && runs - most.getValue() <= FEW * runs)
        .findFirst();
  }

  /**
   * Whether runs that differ in it alone are there, and never of the same seed.
   *
   * @param alike the runs that are alike in all else
   */
  private static boolean sharesNoSeed(
      String name, Collection<List<FoundRun>> alike, SeedParameter seed) {
    boolean several = false;
    for (List<FoundRun> runs : alike) {
      Map<Optional<Setting>, Set<Long>> parts = new HashMap<>();
      for (FoundRun run : runs) {
        parts
            .computeIfAbsent(Optional.ofNullable(run.parameters().get(name)), of -> new HashSet<>())
            .add(seed.of(run).orElseThrow());
      }
      if (!areApart(parts)) {
        return false;
      }
      several |= parts.size() > 1;
    }
    return several;
  }

  private static boolean areApart(Map<Optional<Setting>, Set<Long>> group) {
    Set<Long> seen = new HashSet<>();
    return group.values().stream().flatMap(Set::stream).allMatch(seen::add);
  }

  private static boolean wouldCompare(
      List<FoundRun> runs, Collection<String> names, SeedParameter seed) {
    Map<Settings, List<Long>> arms = new HashMap<>();
    runs.forEach(
        run ->
            arms.computeIfAbsent(levels(run, names), of -> new ArrayList<>())
                .add(seed.of(run).orElseThrow()));
    List<Set<Long>> seeds = new ArrayList<>();
    for (List<Long> of : arms.values()) {
      Set<Long> distinct = new LinkedHashSet<>(of);
      if (distinct.size() < of.size()) {
        return false;
      }
      seeds.add(distinct);
    }
    return shareSeeds(seeds, 2);
  }

  /** Whether any two of the sets have at least so many in common. */
  static boolean shareSeeds(List<Set<Long>> seeds, int least) {
    Map<Long, Integer> arms = new HashMap<>();
    seeds.forEach(of -> of.forEach(seed -> arms.merge(seed, 1, Integer::sum)));
    Set<Long> shared = new HashSet<>(arms.keySet());
    shared.removeIf(seed -> arms.get(seed) < 2);
    for (int i = 0; i < seeds.size(); i++) {
      Set<Long> common = new HashSet<>(seeds.get(i));
      common.retainAll(shared);
      for (int j = i + 1; common.size() >= least && j < seeds.size(); j++) {
        if (common.stream().filter(seeds.get(j)::contains).count() >= least) {
          return true;
        }
      }
    }
    return false;
  }
}
