package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Search;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The median rule in order: a trial is judged by those before it but the last three, which may be
 * under way, once they have all ended.
 */
final class BehindOthers implements SynchronousRule {
  private final Pruner.Median median;
  private final Map<Integer, MedianPruner> rules = new HashMap<>();

  BehindOthers(Pruner.Median median) {
    this.median = median;
  }

  @Override
  public int next(ScheduledTrial trial, int epoch) {
    return seen(trial) < median.startupTrials()
        ? ScheduledTrial.NONE
        : Math.max(median.minEpochs(), epoch + 1);
  }

  /** How many trials there are by which it is judged. */
  private static int seen(ScheduledTrial trial) {
    return Math.max(0, trial.number() + 1 - Search.AT_ONCE);
  }

  @Override
  public List<Ruled> decide(List<ScheduledTrial> trials) {
    List<Ruled> decided = new ArrayList<>();
    int over = 0;
    for (ScheduledTrial trial : trials) {
      while (over < seen(trial) && trials.get(over).isFinished()) {
        over++;
      }
      while (trial.awaitsJudgement() && !trial.isFinished() && over >= seen(trial)) {
        judge(trial, trials, decided);
      }
      if (trial.isFinished()) {
        rules.remove(trial.number());
      }
    }
    return decided;
  }

  private void judge(ScheduledTrial trial, List<ScheduledTrial> trials, List<Ruled> decided) {
    int point = trial.point();
    MedianPruner rule =
        rules.computeIfAbsent(trial.number(), n -> rule(trials.subList(0, seen(trial))));
    int next = rule.isStarted() ? next(trial, point) : ScheduledTrial.NONE;
    trial.judged(rule.judge(trial.show(point)), next).ifPresent(decided::add);
  }

  /** The last of them was no part of the trial's before. */
  private MedianPruner rule(List<ScheduledTrial> before) {
    MedianPruner rule = new MedianPruner(median);
    for (ScheduledTrial trial : before) {
      rule.markKnown();
      if (trial.isCompleted()) {
        rule.completed(trial.whole());
      }
    }
    return rule;
  }
}
