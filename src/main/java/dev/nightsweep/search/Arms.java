package dev.nightsweep.search;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns points into arms: resolved by the catalog, free of conflicts, no two the same. */
final class Arms {
  static final int MOST_SHOWN = 20;

  private final Catalog catalog;
  private final Identity identity;
  private final Settings constants;

  Arms(Catalog catalog, Identity identity, Settings constants) {
    this.catalog = catalog;
    this.identity = identity;
    this.constants = constants;
  }

  List<Arm> resolve(List<Points.Point> points) {
    Ids ids = new Ids();
    List<Arm> arms = new ArrayList<>();
    for (Points.Point point : points) {
      Settings settings = catalog.resolve(constants.with(point.levels()));
      String id = ids.next(Hash.of(identity.canonical(settings)));
      arms.add(new Arm(id, point.label(), point.levels(), settings));
    }
    throwIfAny(problems(arms));
    return arms;
  }

  /** Each sentence with the labels of the arms it is about. */
  private Map<String, List<String>> problems(List<Arm> arms) {
    Map<String, List<String>> problems = new LinkedHashMap<>();
    Map<Settings, String> seen = new HashMap<>();
    for (Arm arm : arms) {
      List<String> sentences = new ArrayList<>(catalog.conflicts(arm.settings()));
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
        .limit(MOST_SHOWN)
        .forEach(e -> lines.add("arm " + names(e.getValue()) + ": " + e.getKey()));
    if (problems.size() > MOST_SHOWN) {
      lines.add("and %s more".formatted(problems.size() - MOST_SHOWN));
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
