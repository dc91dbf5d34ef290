package dev.nightsweep.model;

import java.util.List;

/**
 * A spec, expanded: what will be run, in the order it will be started.
 *
 * @param header what is asked
 * @param runs in starting order
 */
public record Plan(SweepHeader header, List<Arm> arms, List<PlannedRun> runs) {
  public Plan {
    arms = List.copyOf(arms);
    runs = List.copyOf(runs);
  }

  public Arm arm(String armId) {
    return arms.stream().filter(a -> a.armId().equals(armId)).findFirst().orElseThrow();
  }
}
