package dev.nightsweep.intake;

import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the arms that were found are compared: as a grid of factors, some of its points missing,
 * where every level of a factor has an arm to be compared with that differs in nothing else; by
 * name, each with one of them, where not.
 *
 * @param levels of every factor, the first one first; none where arms are named
 */
record ArmDesign(
    SortedMap<String, List<Setting>> levels, Settings baseline, Spec.ArmChoice choice) {
  private static final int MAX_POINTS = 5000;

  /** Of the settings in which the arms differ. */
  static ArmDesign of(Set<Settings> arms, Map<String, String> wanted) {
    SortedMap<String, List<Setting>> levels = new TreeMap<>();
    for (String name : arms.iterator().next().byName().keySet()) {
      levels.put(name, levels(name, arms));
    }
    Settings said = said(wanted, levels);
    Settings baseline = said;
    for (Map.Entry<String, List<Setting>> factor : levels.entrySet()) {
      if (said.find(factor.getKey()).isEmpty()) {
        baseline = baseline.with(factor.getKey(), factor.getValue().get(0));
      }
    }
    return isGrid(arms, levels, baseline) ? grid(arms, levels, baseline) : named(arms, said);
  }

  private static List<Setting> levels(String name, Set<Settings> arms) {
    Set<Setting> levels = new LinkedHashSet<>();
    arms.forEach(arm -> levels.add(arm.get(name)));
    List<Setting> sorted = new ArrayList<>(levels);
    sorted.sort(Comparator.comparingDouble(ArmDesign::place)); // stable: words stay as they come
    return sorted;
  }

  private static double place(Setting setting) {
    if (setting.equals(VaryingParameters.NOT_SET) || setting instanceof Setting.Null) {
      return Double.NEGATIVE_INFINITY;
    } else if (setting.raw() instanceof Boolean on) {
      return on ? 1 : 0;
    }
    return setting.raw() instanceof Number number ? number.doubleValue() : Double.POSITIVE_INFINITY;
  }

  /** The baseline as far as the user names it. */
  private static Settings said(
      Map<String, String> wanted, SortedMap<String, List<Setting>> levels) {
    Settings said = Settings.NONE;
    for (Map.Entry<String, String> entry : wanted.entrySet()) {
      List<Setting> of = levels.get(entry.getKey());
      if (of == null) {
        throw Refusal.unknown("parameter that varies called", entry.getKey(), levels.keySet());
      }
      Setting level = ParameterText.text(entry.getValue());
      if (!of.contains(level)) {
        throw Refusal.unknown(
            "level of " + Refusal.shown(entry.getKey()),
            entry.getValue(),
            of.stream().map(Setting::text).toList());
      }
      said = said.with(entry.getKey(), level);
    }
    return said;
  }

  private static boolean isGrid(
      Set<Settings> arms, SortedMap<String, List<Setting>> levels, Settings baseline) {
    long points = 1;
    for (List<Setting> of : levels.values()) {
      points *= of.size();
      if (points > MAX_POINTS) {
        return false;
      }
    }
    return levels.entrySet().stream()
        .allMatch(
            factor -> {
              Setting against = baseline.get(factor.getKey());
              Set<Setting> compared = new LinkedHashSet<>(List.of(against));
              arms.stream()
                  .filter(arm -> arms.contains(arm.with(factor.getKey(), against)))
                  .forEach(arm -> compared.add(arm.get(factor.getKey())));
              return compared.size() == factor.getValue().size();
            });
  }

  private static ArmDesign grid(
      Set<Settings> arms, SortedMap<String, List<Setting>> levels, Settings baseline) {
    List<Settings> missing = new ArrayList<>(List.of(Settings.NONE));
    for (Map.Entry<String, List<Setting>> factor : levels.entrySet()) {
      missing =
          missing.stream()
              .flatMap(part -> factor.getValue().stream().map(l -> part.with(factor.getKey(), l)))
              .toList();
    }
    List<Settings> exclude = missing.stream().filter(point -> !arms.contains(point)).toList();
    return new ArmDesign(
        levels,
        baseline,
        new Spec.ArmChoice(
            baseline,
            Spec.Factorial.FULL,
            exclude,
            List.of(),
            Conditions.NONE,
            Map.of(),
            List.of()));
  }

  private static ArmDesign named(Set<Settings> arms, Settings said) {
    List<Settings> likely = arms.stream().filter(arm -> arm.contains(said)).toList();
    if (likely.isEmpty() || (likely.size() > 1 && !said.isEmpty())) {
      throw Refusal.of(
          "%s has the settings of --baseline. Name one arm: %s."
              .formatted(
                  likely.isEmpty() ? "No arm" : "More than one arm",
                  Refusal.list(
                      (likely.isEmpty() ? arms : likely)
                          .stream().map(Settings::toString).toList())));
    }
    Map<String, Settings> named = new LinkedHashMap<>();
    named.put(likely.get(0).toString(), likely.get(0));
    arms.forEach(arm -> named.put(arm.toString(), arm));
    return new ArmDesign(
        new TreeMap<>(),
        likely.get(0),
        new Spec.ArmChoice(
            Settings.NONE,
            Spec.Factorial.FULL,
            List.of(),
            List.of(),
            Conditions.NONE,
            named,
            List.of()));
  }

  boolean isOfNamedArms() {
    return !choice.named().isEmpty();
  }

  /** What a spec says of the parameters: what all arms have, and the levels of factors. */
  SortedMap<String, ParameterSpace> spaces(Settings constants) {
    SortedMap<String, ParameterSpace> spaces = new TreeMap<>();
    constants
        .byName()
        .forEach((name, setting) -> spaces.put(name, new ParameterSpace.Constant(setting)));
    levels.forEach((name, of) -> spaces.put(name, new ParameterSpace.Values(of)));
    return spaces;
  }
}
