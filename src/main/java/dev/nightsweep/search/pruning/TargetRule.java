package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Pruner.Halving.Form;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.Stopping;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which trials are not started any more since others have read what was aimed at. On a synchronous
 * schedule those are all but the three behind the first of them, and a trial starts once all before
 * it but the last three have ended: then it is known whether it is one of them.
 */
final class TargetRule {
  private final Objective objective;
  private final Stopping stopping;
  private final Set<String> settled = new HashSet<>();
  private int last = Integer.MAX_VALUE;

  TargetRule(Objective objective, Stopping stopping) {
    this.objective = objective;
    this.stopping = stopping;
  }

  void read(Plan plan, PlannedRun run, int epoch, double reading) {
    if (stopping.isReached(objective, reading)) {
      int behind = stopping.isSynchronous() ? plan.runs().indexOf(run) + Search.AT_ONCE - 1 : -1;
      last = Math.min(last, behind);
    }
    if (epoch >= firstWait()) {
      settled.add(run.runId()); // it waits for all others there
    }
  }

  private int firstWait() {
    return stopping
        .pruner()
        .filter(pruner -> pruner instanceof Pruner.Halving h && h.form() == Form.PROMOTE)
        .map(pruner -> ((Pruner.Halving) pruner).minEpochs())
        .orElse(Integer.MAX_VALUE);
  }

  void ended(PlannedRun run) {
    settled.add(run.runId());
  }

  boolean isReached() {
    return last < Integer.MAX_VALUE;
  }

  /** Whether the trial of that number, from 0, is not to be started any more. */
  boolean isOver(int number) {
    return number > last;
  }

  /** Whether the trial can be started now. */
  boolean mayStart(Plan plan, PlannedRun run) {
    if (!stopping.isSynchronous() || stopping.target().isEmpty()) {
      return true;
    }
    int number = plan.runs().indexOf(run);
    List<PlannedRun> before = plan.runs().subList(0, Math.max(0, number + 1 - Search.AT_ONCE));
    return !isOver(number) && before.stream().allMatch(other -> settled.contains(other.runId()));
  }
}
