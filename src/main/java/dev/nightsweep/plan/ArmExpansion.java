package dev.nightsweep.plan;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.search.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns points into arms: resolved by the catalog, free of conflicts, no two the same. */
final class ArmExpansion {
  static final int MAX_SHOWN = 20;

  private final Catalog catalog;
  private final Identity identity;
  private final Settings constants;
  private final List<Settings> candidates;

  /**
   * @param candidates what is tried inside every arm; one without settings if nothing is tuned
   */
  ArmExpansion(Catalog catalog, Identity identity, Settings constants, List<Settings> candidates) {
    this.catalog = catalog;
    this.identity = identity;
    this.constants = constants;
    this.candidates = List.copyOf(candidates);
  }

  List<Arm> resolve(List<RequestedArms.Point> points) {
    ShortIds ids = new ShortIds();
    List<Arm> arms = new ArrayList<>();
    for (RequestedArms.Point point : points) {
      Settings settings = settings(point);
      String id = ids.next(Hash.of(identity.ofArm(settings)));
      arms.add(new Arm(id, point.label(), point.levels(), settings));
    }
    throwIfAny(problems(arms));
    return arms;
  }

  /** What all candidates of the arm have in common: everything but what is tuned. */
  private Settings settings(RequestedArms.Point point) {
    Settings given = constants.with(point.levels());
    List<Settings> resolved = candidates.stream().map(c -> catalog.resolve(given.with(c))).toList();
    Map<String, Setting> common = new TreeMap<>(resolved.get(0).byName());
    common.keySet().removeAll(candidates.get(0).byName().keySet());
    List<String> others =
        common.entrySet().stream()
            .filter(e -> !resolved.stream().allMatch(s -> s.get(e.getKey()).equals(e.getValue())))
            .map(Map.Entry::getKey)
            .toList();
    if (!others.isEmpty()) {
      throw new PlanException(
          List.of(
              "%s cannot be tuned inside the arms, because it decides the defaults of %s: set those, or name arms"
                  .formatted(
                      String.join(", ", candidates.get(0).byName().keySet()),
                      String.join(", ", others))));
    }
    return Settings.of(common);
  }

  /** Each sentence with the labels of the arms it is about. */
  private Map<String, List<String>> problems(List<Arm> arms) {
    Map<String, List<String>> problems = new LinkedHashMap<>();
    Map<Settings, String> seen = new HashMap<>();
    for (Arm arm : arms) {
      Set<String> sentences = new LinkedHashSet<>();
      candidates.forEach(c -> sentences.addAll(catalog.conflicts(arm.settings().with(c))));
      String twin = seen.putIfAbsent(arm.settings(), arm.label());
      if (twin != null) {
        sentences.add("its settings are those of the arm " + twin + ", once the defaults are in");
      }
      sentences.forEach(
          s -> problems.computeIfAbsent(s, key -> new ArrayList<>()).add(arm.label()));
    }
    return problems;
  }

  private static void throwIfAny(Map<String, List<String>> problems) {
    List<String> lines = new ArrayList<>();
    problems.entrySet().stream()
        .limit(MAX_SHOWN)
        .forEach(e -> lines.add("arm " + names(e.getValue()) + ": " + e.getKey()));
    if (problems.size() > MAX_SHOWN) {
      lines.add("and %s more".formatted(problems.size() - MAX_SHOWN));
    }
    if (!lines.isEmpty()) {
      throw new PlanException(lines);
    }
  }

  private static String names(List<String> labels) {
    int others = labels.size() - 1;
    return switch (others) {
      case 0 -> labels.get(0);
      case 1 -> labels.get(0) + " (and 1 other)";
      default -> "%s (and %s others)".formatted(labels.get(0), others);
    };
  }
}
