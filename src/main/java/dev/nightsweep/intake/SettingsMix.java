package dev.nightsweep.intake;

import dev.nightsweep.model.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Finds the runs that are alike in all parameters but one. Each setting has a random number, and a
 * run is known by those of its settings together, out of which one can be taken again: otherwise
 * all parameters of all runs were compared once for every parameter.
 */
final class SettingsMix {
  private final Map<String, Map<Optional<Setting>, Long>> numbers = new HashMap<>();
  private final IdentityHashMap<FoundRun, Long> mixed = new IdentityHashMap<>();

  /**
   * @param byName the settings of each parameter
   */
  SettingsMix(Map<String, Map<Optional<Setting>, Integer>> byName) {
    Random random = new Random(byName.size());
    byName.forEach(
        (name, settings) -> {
          Map<Optional<Setting>, Long> own = new HashMap<>();
          settings.keySet().forEach(setting -> own.put(setting, random.nextLong()));
          numbers.put(name, own);
        });
  }

  /** The runs, those together that differ in that parameter at most. */
  Collection<List<FoundRun>> without(String name, List<FoundRun> runs) {
    Map<Long, List<FoundRun>> alike = new LinkedHashMap<>();
    for (FoundRun run : runs) {
      alike.computeIfAbsent(of(run) ^ number(name, run), key -> new ArrayList<>()).add(run);
    }
    return alike.values();
  }

  private long of(FoundRun run) {
    return mixed.computeIfAbsent(run, this::mix);
  }

  private long mix(FoundRun run) {
    long all = 0;
    for (String name : numbers.keySet()) {
      all ^= number(name, run);
    }
    return all;
  }

  private long number(String name, FoundRun run) {
    return numbers.get(name).get(Optional.ofNullable(run.parameters().get(name)));
  }
}
