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
  public int next(Lane lane, int epoch) {
    return seen(lane) < median.startupTrials()
        ? Lane.NONE
        : Math.max(median.minEpochs(), epoch + 1);
  }

  /** How many trials there are by which it is judged. */
  private static int seen(Lane lane) {
    return Math.max(0, lane.number() + 1 - Search.AT_ONCE);
  }

  @Override
  public List<Ruled> decide(List<Lane> lanes) {
    List<Ruled> decided = new ArrayList<>();
    int over = 0;
    for (Lane lane : lanes) {
      while (over < seen(lane) && lanes.get(over).isFinished()) {
        over++;
      }
      while (lane.isThere() && !lane.isFinished() && over >= seen(lane)) {
        judge(lane, lanes, decided);
      }
      if (lane.isFinished()) {
        rules.remove(lane.number());
      }
    }
    return decided;
  }

  private void judge(Lane lane, List<Lane> lanes, List<Ruled> decided) {
    int point = lane.point();
    MedianPruner rule =
        rules.computeIfAbsent(lane.number(), n -> rule(lanes.subList(0, seen(lane))));
    int next = rule.isStarted() ? next(lane, point) : Lane.NONE;
    lane.judged(rule.judge(lane.show(point)), next).ifPresent(decided::add);
  }

  /** The last of them was no part of the trial's before. */
  private MedianPruner rule(List<Lane> before) {
    MedianPruner rule = new MedianPruner(median);
    for (Lane lane : before) {
      rule.told();
      if (lane.isCompleted()) {
        rule.completed(lane.whole());
      }
    }
    return rule;
  }
}
