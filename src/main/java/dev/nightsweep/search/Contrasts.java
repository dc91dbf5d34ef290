package dev.nightsweep.search;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which arms are compared with which. */
final class Contrasts {
  private Contrasts() {}

  /** Every factor's levels against its baseline, over all pairs of arms that differ in it alone. */
  static List<Contrast> ofFactors(List<Factor> factors, List<Arm> arms) {
    Map<Settings, Arm> byLevels = new HashMap<>();
    arms.forEach(arm -> byLevels.put(arm.levels(), arm));
    return factors.stream().flatMap(f -> ofFactor(f, arms, byLevels).stream()).toList();
  }

  private static List<Contrast> ofFactor(
      Factor factor, List<Arm> arms, Map<Settings, Arm> byLevels) {
    Map<Setting, List<Contrast.Cell>> cells = new LinkedHashMap<>();
    factor.levels().forEach(level -> cells.put(level, new ArrayList<>()));
    cells.remove(factor.baseline());
    for (Arm arm : arms) {
      List<Contrast.Cell> ofLevel = cells.get(arm.levels().get(factor.name()));
      Arm baseline = byLevels.get(arm.levels().with(factor.name(), factor.baseline()));
      if (ofLevel != null && baseline != null) {
        ofLevel.add(new Contrast.Cell(arm.armId(), baseline.armId()));
      }
    }
    String against = factor.baseline().text();
    return cells.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(e -> new Contrast(factor.name(), e.getKey().text(), against, e.getValue()))
        .toList();
  }

  /** Named arms as the spec compares them; each against the first if it does not say. */
  static List<Contrast> ofNamed(Spec.Ablation ablation, List<Arm> arms) {
    Map<String, Arm> byName = new LinkedHashMap<>();
    arms.forEach(arm -> byName.put(arm.label(), arm));
    return comparisons(ablation, arms).stream()
        .map(
            pair -> {
              String id = byName.get(pair.arm()).armId();
              String baselineId = byName.get(pair.against()).armId();
              List<Contrast.Cell> cell = List.of(new Contrast.Cell(id, baselineId));
              return new Contrast(Contrast.ARM, pair.arm(), pair.against(), cell);
            })
        .toList();
  }

  private static List<Spec.Comparison> comparisons(Spec.Ablation ablation, List<Arm> arms) {
    if (!ablation.compare().isEmpty()) {
      return ablation.compare();
    }
    String first = arms.get(0).label();
    return arms.stream().skip(1).map(arm -> new Spec.Comparison(arm.label(), first)).toList();
  }
}
