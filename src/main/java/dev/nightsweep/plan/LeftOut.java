package dev.nightsweep.plan;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which arms are not trained on which seeds, since there was nothing to settle of them any more
 * when a rule added the seed.
 *
 * @param armIds of those arms, by seed
 */
record LeftOut(Map<Long, Set<String>> armIds) {
  static final LeftOut NOTHING = new LeftOut(Map.of());

  LeftOut {
    armIds = Map.copyOf(armIds);
  }

  /** The arms and seeds of a plan that it has no run of. */
  static LeftOut of(Plan plan) {
    if (plan.isTuning()) {
      return NOTHING;
    }
    Map<Long, Set<String>> left = new HashMap<>();
    for (long seed : plan.header().seeds()) {
      left.put(seed, plan.arms().stream().map(Arm::armId).collect(Collectors.toSet()));
    }
    for (PlannedRun run : plan.runs(PlannedRun.Phase.COMPARISON)) {
      left.getOrDefault(run.seed(), new HashSet<>()).remove(run.armId());
    }
    return new LeftOut(left);
  }

  boolean has(Arm arm, long seed) {
    return armIds.getOrDefault(seed, Set.of()).contains(arm.armId());
  }

  LeftOut with(List<Arm> arms, long seed) {
    Map<Long, Set<String>> more = new HashMap<>(armIds);
    more.put(seed, arms.stream().map(Arm::armId).collect(Collectors.toSet()));
    return new LeftOut(more);
  }

  /** None left out of these seeds. */
  LeftOut without(Collection<Long> seeds) {
    Map<Long, Set<String>> fewer = new HashMap<>(armIds);
    fewer.keySet().removeAll(seeds);
    return new LeftOut(fewer);
  }
}
