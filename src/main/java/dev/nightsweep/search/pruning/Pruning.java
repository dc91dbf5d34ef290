package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Ranking;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.TrialReading;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * Decides, epoch by epoch, which trials of one search go on. Only its trials are judged, not a
 * winner that is trained again. What was decided before stands. Used by one thread.
 */
public final class Pruning {
  private final Objective objective;
  private final Optional<TrialSchedule> schedule;
  private final Stopping stopping;
  private final JournaledActions journaled;
  private final TargetRule target;
  private List<Ruling> left = List.of();

  /** Of a search of which nothing has been decided. */
  public Pruning(SweepHeader header) {
    this(header, List.of());
  }

  /**
   * @param decisions what earlier sessions decided, in order
   */
  public Pruning(SweepHeader header, List<Entry.TrialDecided> decisions) {
    this.objective = header.objective();
    this.stopping = header.stopping().orElse(Stopping.NONE);
    this.journaled = new JournaledActions(decisions);
    this.target = new TargetRule(objective, stopping);
    this.schedule = stopping.pruner().map(pruner -> schedule(pruner, header.name()));
  }

  private TrialSchedule schedule(Pruner pruner, String study) {
    return stopping.isSynchronous()
        ? new SynchronousSchedule(Rules.synchronous(pruner, study), journaled)
        : new AsynchronousSchedule(Rules.of(pruner, study), journaled);
  }

  /** Whether a reading of that run may decide what becomes of it or of others. */
  public static boolean decidesOf(SweepHeader header, PlannedRun run) {
    return header.stopping().isPresent() && run.phase() == Phase.COMPARISON;
  }

  /**
   * Whether others have read what was aimed at, so that no further trial is begun.
   *
   * @param next the number of the next one, from 0; asked only if one has
   */
  public boolean isOver(IntSupplier next) {
    return target.isReached() && target.isOver(next.getAsInt());
  }

  /** Whether the run, which was not begun, may be begun now. */
  public boolean mayStart(Plan plan, PlannedRun run) {
    return run.phase() != Phase.COMPARISON || target.mayStart(plan, run);
  }

  /** Whether trials wait at fixed points until it is decided what becomes of them. */
  public boolean isSynchronous() {
    return stopping.isSynchronous();
  }

  /** Whether nothing is ever ended early. */
  public boolean isIdle() {
    return schedule.isEmpty() && stopping.target().isEmpty();
  }

  /**
   * A run has read that after an epoch.
   *
   * @param reading of the objective, NaN if the epoch has none
   * @return what is decided now: of this run, or of others that waited for it
   */
  public List<Ruling> read(Plan plan, PlannedRun run, int epoch, double reading) {
    if (run.phase() != Phase.COMPARISON) {
      return List.of();
    }
    target.read(plan, run, epoch, reading);
    return schedule
        .map(s -> rulings(s.read(plan, run, epoch, -objective.gain(reading))))
        .orElse(List.of());
  }

  /** Nothing more will happen to the run; returns what is decided of others now. */
  public List<Ruling> ended(Plan plan, PlannedRun run, RunState state) {
    if (run.phase() != Phase.COMPARISON) {
      return List.of();
    }
    target.ended(run);
    return schedule.map(s -> rulings(s.ended(plan, run, state))).orElse(List.of());
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
    NavigableMap<Integer, Double> losses = new TreeMap<>();
    for (Point point : curve) {
      target.read(plan, run, point.epoch(), point.reading());
      losses.put(point.epoch(), -objective.gain(point.reading()));
    }
    if (state.isFinished()) {
      target.ended(run);
    }
    schedule.ifPresent(s -> s.recall(plan, run, state, losses));
  }

  /** All runs of earlier sessions were recalled: now it is known which of them wait. */
  public void recalled(Plan plan) {
    left = schedule.map(s -> rulings(s.left(plan))).orElse(List.of());
  }

  /** What earlier sessions left to decide. */
  public List<Ruling> left() {
    return left;
  }

  /** The epoch behind which the run is not to be trained before more is decided; 0 if none. */
  public int holdAfter(Plan plan, PlannedRun run) {
    return schedule
        .filter(s -> run.phase() == Phase.COMPARISON)
        .map(s -> s.holdAfter(plan, run))
        .orElse(0);
  }

  /** Whether the run waits for a decision. */
  public boolean waits(String runId) {
    return schedule.filter(s -> s.waits(runId)).isPresent();
  }

  /** Why an earlier session decided that the run has ended, if it did. */
  public Optional<String> whyStopped(String runId) {
    return journaled.whyStopped(runId);
  }

  /** A run that waits and goes on now, if one does. */
  public Optional<Ruling> promoted() {
    return schedule.flatMap(TrialSchedule::promoted).map(this::ruling);
  }

  /** The same, when nothing else is under way or will come. */
  public Optional<Ruling> promotedAtLast() {
    return schedule.flatMap(TrialSchedule::promotedAtLast).map(this::ruling);
  }

  private Ruling ruling(Promotion promotion) {
    return ruling(
        new Ruled(
            promotion.runId(),
            promotion.epoch(),
            Judgement.of(new PruningDecision.Promote(promotion.reason()), promotion.compared())));
  }

  private List<Ruling> rulings(List<Ruled> ruled) {
    return ruled.stream().map(this::ruling).toList();
  }

  private Ruling ruling(Ruled ruled) {
    return new Ruling(
        ruled.runId(),
        ruled.epoch(),
        ruled.judgement().decision(),
        ruled.judgement().compared().map(compared -> ranking(compared, ruled.epoch())));
  }

  private Ranking ranking(Compared compared, int epoch) {
    List<TrialReading> fresh =
        new TreeMap<>(compared.fresh())
            .entrySet().stream()
                .map(e -> new TrialReading(e.getKey(), reading(e.getValue()), epoch))
                .toList();
    return new Ranking(reading(compared.loss()), compared.runs(), reading(compared.bound()), fresh);
  }

  private double reading(double loss) {
    return objective.gain(-loss);
  }
}
