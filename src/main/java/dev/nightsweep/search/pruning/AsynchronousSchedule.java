package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.TrialAction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/** Every reading is judged as it comes, by those that came before it. */
final class AsynchronousSchedule implements TrialSchedule {
  private final TrialPruner rule;
  private final JournaledActions journaled;
  private final Map<String, ObservedTrial> trials = new HashMap<>();
  private final Set<String> stopped = new HashSet<>();
  private final Set<String> waiting = new HashSet<>();

  AsynchronousSchedule(TrialPruner rule, JournaledActions journaled) {
    this.rule = rule;
    this.journaled = journaled;
  }

  @Override
  public List<Ruled> read(Plan plan, PlannedRun run, int epoch, double loss) {
    String runId = run.runId();
    if (stopped.contains(runId)) {
      return List.of(); // what its worker trained before it heard of it
    }
    ObservedTrial trial = trial(plan, run);
    trial.read(epoch, loss);
    if (journaled.of(runId).containsKey(epoch) || epoch >= TrialEpochs.of(plan, run)) {
      rule.recall(trial, false); // it went on then, or has nothing left to save
      return List.of();
    }
    Judgement judgement = rule.judge(trial);
    if (judgement.decision() instanceof PruningDecision.End) {
      stopped.add(runId);
    }
    if (!judgement.isDecision()) {
      return List.of();
    }
    journaled.add(runId, epoch, judgement.decision().action());
    return List.of(new Ruled(runId, epoch, judgement));
  }

  @Override
  public List<Ruled> ended(Plan plan, PlannedRun run, RunState state) {
    if (state == RunState.COMPLETED) {
      rule.completed(trial(plan, run));
    } else if (state.isFinished()) {
      rule.lost(trial(plan, run));
    }
    return List.of();
  }

  @Override
  public void recall(
      Plan plan, PlannedRun run, RunState state, NavigableMap<Integer, Double> losses) {
    ObservedTrial trial = trial(plan, run);
    boolean waits = state == RunState.PAUSED && !journaled.isLast(run.runId(), TrialAction.PROMOTE);
    losses
        .headMap(journaled.endOf(run.runId()), true)
        .forEach(
            (epoch, loss) -> {
              trial.read(epoch, loss);
              rule.recall(trial, waits);
            });
    if (waits) {
      waiting.add(run.runId());
    }
    ended(plan, run, state);
  }

  @Override
  public List<Ruled> left(Plan plan) {
    return List.of();
  }

  @Override
  public int holdAfter(Plan plan, PlannedRun run) {
    return 0;
  }

  @Override
  public boolean waits(String runId) {
    return waiting.contains(runId);
  }

  @Override
  public Optional<Promotion> promoted() {
    return rule.promoted();
  }

  @Override
  public Optional<Promotion> promotedAtLast() {
    return rule.promotedAtLast();
  }

  private ObservedTrial trial(Plan plan, PlannedRun run) {
    return trials.computeIfAbsent(
        run.runId(), id -> new ObservedTrial(id, plan.runs().indexOf(run)));
  }
}
