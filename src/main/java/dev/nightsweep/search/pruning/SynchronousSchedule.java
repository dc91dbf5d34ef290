package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.RunState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Trials are judged at fixed points, in their order, and wait there until they are: what is decided
 * is the same whatever the timing, and however many are under way.
 */
final class SynchronousSchedule implements TrialSchedule {
  private final SynchronousRule rule;
  private final JournaledActions journaled;
  private final Map<String, ScheduledTrial> trials = new HashMap<>();
  private List<ScheduledTrial> inOrder = List.of();
  private Plan plan;

  SynchronousSchedule(SynchronousRule rule, JournaledActions journaled) {
    this.rule = rule;
    this.journaled = journaled;
  }

  @Override
  public List<Ruled> read(Plan now, PlannedRun run, int epoch, double loss) {
    ScheduledTrial trial = trial(now, run);
    trial.read(epoch, loss);
    return trial.awaitsJudgement() ? rule.decide(inOrder) : List.of();
  }

  @Override
  public List<Ruled> ended(Plan now, PlannedRun run, RunState state) {
    trial(now, run).ended(state == RunState.COMPLETED);
    return rule.decide(inOrder);
  }

  @Override
  public void recall(
      Plan now, PlannedRun run, RunState state, NavigableMap<Integer, Double> losses) {
    ScheduledTrial trial = trial(now, run);
    losses.forEach(trial::read);
    if (state.isFinished()) {
      trial.ended(state == RunState.COMPLETED);
    }
  }

  @Override
  public List<Ruled> left(Plan now) {
    follow(now);
    return rule.decide(inOrder);
  }

  @Override
  public int holdAfter(Plan now, PlannedRun run) {
    return trial(now, run).holdAfter();
  }

  @Override
  public boolean waits(String runId) {
    ScheduledTrial trial = trials.get(runId);
    return trial != null && trial.awaitsJudgement() && trial.holdAfter() > 0;
  }

  @Override
  public Optional<Promotion> promoted() {
    return Optional.empty();
  }

  @Override
  public Optional<Promotion> promotedAtLast() {
    return Optional.empty();
  }

  private ScheduledTrial trial(Plan now, PlannedRun run) {
    follow(now);
    return trials.get(run.runId());
  }

  /** Every planned trial has its place, whether it was begun or not. */
  @SuppressWarnings("ReferenceEquality") // an equal plan may be followed twice; to look is dear
  private void follow(Plan now) {
    if (now == plan) {
      return;
    }
    plan = now;
    List<ScheduledTrial> next = new ArrayList<>();
    for (PlannedRun run : plan.runs(Phase.COMPARISON)) {
      int number = next.size();
      next.add(trials.computeIfAbsent(run.runId(), id -> begun(run, number)));
    }
    inOrder = next;
  }

  private ScheduledTrial begun(PlannedRun run, int number) {
    ScheduledTrial trial =
        new ScheduledTrial(
            new ObservedTrial(run.runId(), number),
            TrialEpochs.of(plan, run),
            journaled.of(run.runId()));
    trial.begin(rule.next(trial, 0));
    return trial;
  }
}
