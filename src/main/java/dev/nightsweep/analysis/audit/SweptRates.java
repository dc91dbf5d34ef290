package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the learning rate is a factor: which one is best for each level of the others? */
final class SweptRates {
  private SweptRates() {}

  /** The best level of the factor by what the other factors are set to. */
  static Map<String, Setting> best(Records records, Factor factor) {
    Map<String, Setting> best = new LinkedHashMap<>();
    bestArms(records, factor)
        .forEach((others, arm) -> best.put(others, arm.levels().get(factor.name())));
    return best;
  }

  /** The arms whose curves matter: those at the best rate; all if no rate is swept. */
  static List<Arm> settled(Records records, List<Arm> arms) {
    List<Factor> rates =
        records.header().factors().stream()
            .filter(factor -> records.is(Role.LEARNING_RATE, factor.name()))
            .toList();
    if (rates.isEmpty() || records.header().factors().size() == rates.size()) {
      return arms;
    }
    Set<Arm> best =
        rates.stream()
            .flatMap(rate -> bestArms(records, rate).values().stream())
            .collect(Collectors.toSet());
    return arms.stream().filter(best::contains).toList();
  }

  private static Map<String, Arm> bestArms(Records records, Factor factor) {
    Map<String, Arm> best = new LinkedHashMap<>();
    Map<String, Double> gains = new LinkedHashMap<>();
    for (Arm arm : records.evidence().sweep().arms()) {
      OptionalDouble gain = gain(records, arm);
      if (arm.levels().find(factor.name()).isPresent() && gain.isPresent()) {
        Map<String, Setting> others = new TreeMap<>(arm.levels().byName());
        others.remove(factor.name());
        String name = others.isEmpty() ? "the net" : Settings.of(others).toString();
        if (gain.getAsDouble() > gains.getOrDefault(name, Double.NEGATIVE_INFINITY)) {
          gains.put(name, gain.getAsDouble());
          best.put(name, arm);
        }
      }
    }
    return best;
  }

  private static OptionalDouble gain(Records records, Arm arm) {
    return records.completed(arm.armId()).stream()
        .flatMapToDouble(run -> run.reading(records.header().objective().metric()).stream())
        .map(records.header().objective()::gain)
        .average();
  }
}
