package dev.nightsweep.plan;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which arms are compared with which. */
final class PlannedContrasts {
  private PlannedContrasts() {}

  /** Every factor's levels against its baseline, over all pairs of arms that differ in it alone. */
  static List<Contrast> ofFactors(List<Factor> factors, List<Arm> arms, Conditions when) {
    return factors.stream().flatMap(f -> ofFactor(f, arms, when).stream()).toList();
  }

  /**
   * A factor that decides whether others vary also makes arms differ in those: an arm where they do
   * is paired with all that agree with it in whatever both have.
   */
  private static List<Contrast> ofFactor(Factor factor, List<Arm> arms, Conditions when) {
    Set<String> dependents = when.dependents(factor.name());
    Map<Setting, List<Contrast.Cell>> cells = new LinkedHashMap<>();
    factor.levels().forEach(level -> cells.put(level, new ArrayList<>()));
    cells.remove(factor.baseline());
    Map<Settings, List<Arm>> baselines =
        arms.stream()
            .filter(arm -> arm.levels().find(factor.name()).equals(Optional.of(factor.baseline())))
            .collect(Collectors.groupingBy(arm -> others(arm, factor, dependents)));
    for (Arm arm : arms) {
      List<Contrast.Cell> ofLevel =
          arm.levels().find(factor.name()).map(cells::get).orElseGet(ArrayList::new);
      baselines.getOrDefault(others(arm, factor, dependents), List.of()).stream()
          .filter(baseline -> agree(arm, baseline, dependents))
          .forEach(b -> ofLevel.add(new Contrast.Cell(arm.armId(), b.armId())));
    }
    String against = factor.baseline().text();
    return cells.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(e -> new Contrast(factor.name(), e.getKey().text(), against, e.getValue()))
        .toList();
  }

  private static Settings others(Arm arm, Factor factor, Set<String> dependents) {
    Map<String, Setting> others = new TreeMap<>(arm.levels().byName());
    others.remove(factor.name());
    others.keySet().removeAll(dependents);
    return Settings.of(others);
  }

  private static boolean agree(Arm arm, Arm other, Set<String> names) {
    return names.stream()
        .noneMatch(
            name ->
                arm.levels().find(name).isPresent()
                    && other.levels().find(name).isPresent()
                    && !arm.levels().find(name).equals(other.levels().find(name)));
  }

  /** Named arms as the spec compares them; each against the first if it does not say. */
  static List<Contrast> ofNamed(Spec.ArmChoice choice, List<Arm> arms) {
    Map<String, Arm> byName = new LinkedHashMap<>();
    arms.forEach(arm -> byName.put(arm.label(), arm));
    return comparisons(choice, arms).stream()
        .map(
            pair -> {
              String id = byName.get(pair.arm()).armId();
              String baselineId = byName.get(pair.against()).armId();
              List<Contrast.Cell> cell = List.of(new Contrast.Cell(id, baselineId));
              return new Contrast(Contrast.ARM, pair.arm(), pair.against(), cell);
            })
        .toList();
  }

  private static List<Spec.Comparison> comparisons(Spec.ArmChoice choice, List<Arm> arms) {
    if (!choice.compare().isEmpty()) {
      return choice.compare();
    }
    String first = arms.get(0).label();
    return arms.stream().skip(1).map(arm -> new Spec.Comparison(arm.label(), first)).toList();
  }
}
