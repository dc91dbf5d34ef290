package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.SweepHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides, epoch by epoch, which trials of one search go on. Only its trials are judged, not a
 * winner that is trained again. Used by one thread.
 */
public final class Pruning {
  private final Objective objective;
  private final Optional<TrialPruner> rule;
  private final Stopping stopping;
  private final Map<String, ObservedTrial> trials = new HashMap<>();
  private boolean reached;

  public Pruning(SweepHeader header) {
    this.objective = header.objective();
    this.stopping = header.stopping().orElse(Stopping.NONE);
    this.rule = stopping.pruner().map(pruner -> rule(pruner, header.name()));
  }

  private static TrialPruner rule(Pruner pruner, String study) {
    if (pruner instanceof Pruner.Bands bands) {
      return new WandbHyperbandPruner(bands);
    } else if (pruner instanceof Pruner.Median median) {
      return new MedianPruner(median);
    } else if (pruner instanceof Pruner.Halving halving) {
      return new SuccessiveHalvingPruner(halving.minEpochs(), halving.eta(), halving.form());
    } else if (pruner instanceof Pruner.Brackets brackets) {
      return new HyperbandPruner(brackets, study);
    }
    throw new AssertionError(pruner);
  }

  /** Whether a trial has read what was aimed at: no further one is to be started. */
  public boolean isTargetReached() {
    return reached;
  }

  /** Whether nothing is ever ended early. */
  public boolean isIdle() {
    return rule.isEmpty() && stopping.target().isEmpty();
  }

  /**
   * What becomes of a run after an epoch.
   *
   * @param reading of the objective, NaN if the epoch has none
   */
  public PruningDecision judge(Plan plan, PlannedRun run, int epoch, double reading) {
    if (run.phase() != Phase.COMPARISON) {
      return PruningDecision.GO_ON;
    }
    reached |= stopping.isReached(objective, reading);
    if (rule.isEmpty()) {
      return PruningDecision.GO_ON;
    }
    ObservedTrial trial = trial(plan, run);
    trial.read(epoch, -objective.gain(reading));
    return rule.get().judge(trial);
  }

  /** The run has had all its epochs. */
  public void completed(Plan plan, PlannedRun run) {
    if (rule.isPresent() && run.phase() == Phase.COMPARISON) {
      rule.get().completed(trial(plan, run));
    }
  }

  /**
   * A run of an earlier session.
   *
   * @param curve what it read of the objective, by epoch
   */
  public void recall(Plan plan, PlannedRun run, RunState state, List<Point> curve) {
    if (run.phase() != Phase.COMPARISON) {
      return;
    }
    ObservedTrial trial = rule.isPresent() ? trial(plan, run) : new ObservedTrial(run.runId(), 0);
    for (Point point : curve) {
      reached |= stopping.isReached(objective, point.reading());
      trial.read(point.epoch(), -objective.gain(point.reading()));
      rule.ifPresent(r -> r.recall(trial, state == RunState.PAUSED));
    }
    if (state == RunState.COMPLETED) {
      rule.ifPresent(r -> r.completed(trial));
    }
  }

  /** The id of a run that waits and goes on now, if one does. */
  public Optional<String> promoted() {
    return rule.flatMap(TrialPruner::promoted);
  }

  /** The same, when nothing else is under way or will come. */
  public Optional<String> promotedAtLast() {
    return rule.flatMap(TrialPruner::promotedAtLast);
  }

  private ObservedTrial trial(Plan plan, PlannedRun run) {
    return trials.computeIfAbsent(
        run.runId(), id -> new ObservedTrial(id, plan.runs().indexOf(run)));
  }
}
