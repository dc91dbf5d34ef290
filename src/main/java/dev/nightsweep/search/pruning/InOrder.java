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
  public int next(ScheduledTrial trial, int epoch) {
    return rule.next(trial.shown(), epoch);
  }

  @Override
  public List<Ruled> decide(List<ScheduledTrial> trials) {
    List<Ruled> decided = new ArrayList<>();
    Map<Integer, Integer> least = new HashMap<>();
    for (ScheduledTrial trial : trials) {
      if (trial.isOpen()) {
        int group = rule.group(trial.shown());
        int before = least.getOrDefault(group, ScheduledTrial.NONE);
        while (trial.awaitsJudgement() && trial.point() < before) {
          int point = trial.point();
          trial.judged(rule.judge(trial.show(point)), next(trial, point)).ifPresent(decided::add);
        }
        least.put(group, Math.min(before, trial.isOpen() ? trial.point() : ScheduledTrial.NONE));
      }
    }
    return decided;
  }
}
