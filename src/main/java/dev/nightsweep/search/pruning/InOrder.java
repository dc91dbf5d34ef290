package dev.nightsweep.search.pruning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A trial is judged at a rung once all before it have reached that rung or ended, by what they read
 * there: as if one had been trained after the other.
 */
final class InOrder implements SynchronousRule {
  private final RungPruner rule;

  InOrder(RungPruner rule) {
    this.rule = rule;
  }

  @Override
  public int next(Lane lane, int epoch) {
    return rule.next(lane.shown(), epoch);
  }

  @Override
  public List<Ruled> decide(List<Lane> lanes) {
    List<Ruled> decided = new ArrayList<>();
    Map<Integer, Integer> least = new HashMap<>();
    for (Lane lane : lanes) {
      if (lane.isOpen()) {
        int group = rule.group(lane.shown());
        int before = least.getOrDefault(group, Lane.NONE);
        while (lane.isThere() && lane.point() < before) {
          int point = lane.point();
          lane.judged(rule.judge(lane.show(point)), next(lane, point)).ifPresent(decided::add);
        }
        least.put(group, Math.min(before, lane.isOpen() ? lane.point() : Lane.NONE));
      }
    }
    return decided;
  }
}
