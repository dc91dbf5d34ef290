package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A run's parameters as W&B's agent hands them over in JSON: nested where the spec nests them. */
final class ParametersJson {
  private static final String TOP = "";

  private final Set<String> nested;
  private final Map<String, Map<String, Object>> holders = new HashMap<>();

  private ParametersJson(Set<String> nested) {
    this.nested = nested;
    holders.put(TOP, new LinkedHashMap<>());
  }

  /**
   * The values by name, ready to be written.
   *
   * @param nested the names of parameters that hold others; any other point is part of its name
   */
  static Map<String, Object> values(Settings settings, Set<String> nested) {
    ParametersJson json = new ParametersJson(nested);
    settings.byName().forEach(json::put);
    return json.holders.get(TOP);
  }

  /** The same, and the seed as the value of that parameter. */
  static Map<String, Object> seeded(Assignment run, String seed, Set<String> nested) {
    ParametersJson json = new ParametersJson(nested);
    run.settings().byName().forEach(json::put);
    json.put(seed, Setting.of(run.seed()));
    return json.holders.get(TOP);
  }

  /** The same as a program is to get it: with the seed if one of its parameters takes that. */
  static Map<String, Object> of(Assignment run) {
    CommandLine line = CommandLine.parse(run.program());
    return line.seedParameter()
        .map(seed -> seeded(run, seed, line.nested()))
        .orElseGet(() -> values(run.settings(), line.nested()));
  }

  private void put(String name, Setting setting) {
    String holder = TOP;
    int from = 0;
    for (int point = name.indexOf('.'); point >= 0; point = name.indexOf('.', point + 1)) {
      String before = name.substring(0, point);
      if (nested.contains(before)) {
        String key = name.substring(from, point);
        Map<String, Object> outer = holders.get(holder);
        holders.computeIfAbsent(before, b -> inside(outer, key));
        holder = before;
        from = point + 1;
      }
    }
    holders.get(holder).put(name.substring(from), PythonText.value(setting));
  }

  private static Map<String, Object> inside(Map<String, Object> outer, String key) {
    Map<String, Object> inner = new LinkedHashMap<>();
    outer.put(key, inner);
    return inner;
  }
}
