package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sweep in which every combination of the factors' levels is one arm, and nothing else is.
 *
 * @param arms by their levels
 */
record FullGrid(List<Factor> factors, Map<Settings, Arm> arms) {
  FullGrid {
    factors = List.copyOf(factors);
    arms = Map.copyOf(arms);
  }

  /** Empty if the sweep has fewer than two factors, or misses a combination, or has others. */
  static Optional<FullGrid> of(SweepRecord sweep) {
    List<Factor> factors = sweep.header().factors();
    Map<Settings, Arm> arms = new HashMap<>();
    sweep.arms().forEach(arm -> arms.put(arm.levels(), arm));
    List<Settings> all = combinations(factors);
    boolean full = arms.size() == all.size() && arms.keySet().containsAll(all);
    return factors.size() > 1 && full && sweep.arms().size() == all.size()
        ? Optional.of(new FullGrid(factors, arms))
        : Optional.empty();
  }

  /** The arm of that combination. */
  Arm arm(Settings levels) {
    return arms.get(levels);
  }

  /** Every combination of the levels of all factors but those named, the last varying fastest. */
  List<Settings> combinationsWithout(List<String> names) {
    return combinations(factors.stream().filter(f -> !names.contains(f.name())).toList());
  }

  private static List<Settings> combinations(List<Factor> factors) {
    List<Settings> all = List.of(Settings.NONE);
    for (Factor factor : factors) {
      List<Settings> longer = new ArrayList<>();
      for (Settings before : all) {
        for (Setting level : factor.levels()) {
          longer.add(before.with(factor.name(), level));
        }
      }
      all = longer;
    }
    return all;
  }
}
