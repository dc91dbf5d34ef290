package dev.nightsweep.app;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Spec;
import dev.nightsweep.schedule.Control;
import dev.nightsweep.schedule.Policy;
import dev.nightsweep.schedule.Reuse;
import dev.nightsweep.schedule.RunnerContext;
import dev.nightsweep.schedule.SearchJournal;
import dev.nightsweep.schedule.SessionEnd;
import dev.nightsweep.schedule.Surroundings;
import dev.nightsweep.schedule.SweepLog;
import dev.nightsweep.schedule.SweepObserver;
import dev.nightsweep.schedule.SweepRunner;
import dev.nightsweep.search.pruning.Pruning;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** One go at a sweep: begun or continued, watched, until it is done or stopped. */
final class SweepSession {
  private final SessionContext context;
  private final ResultsOwner owner;
  private final EngineSession engine;

  SweepSession(SessionContext context, EngineSession engine) {
    this.context = context;
    this.owner = context.owner();
    this.engine = engine;
  }

  /**
   * Runs what is left.
   *
   * @param runSeconds what a run of an arm is expected to take, as far as is known
   */
  SessionOutcome run(
      SweepResolver sweeps, Spec spec, SweepResolver.Found found, Map<String, Double> runSeconds)
      throws InterruptedException {
    Plan plan = found.plan();
    try (SweepLog log = sweeps.log(spec, found);
        LogFile file = LogFile.open(owner.folder().log(plan.header().sweepId()))) {
      new AnalysisLocking(owner, context.clock()).atFirstResult(plan, log);
      if (!found.anew()) {
        reuse(spec, plan, log, sweeps);
      }
      SweepProgress progress =
          new SweepProgress(plan, engine.launcher().workers(), runSeconds, context.clock());
      try {
        SearchJournal earlier = SearchJournal.of(owner.folder(), plan.header().sweepId());
        Pruning pruning = new Pruning(plan.header(), earlier.decisions());
        List<RunRecord> stored = recalled(pruning, plan, stored(plan));
        RunnerContext around = around(spec, pruning, observer(progress, file), runSeconds, sweeps);
        Control control = new Control();
        SweepRunner runner = new SweepRunner(plan, stored, log, around, control);
        owner.begins(new ResultsOwner.Running(plan, control, progress));
        context.interruption().onInterrupt(control::interrupt);
        SessionEnd end =
            runner.run(new FollowUpPlanner(context, log, sweeps.following(spec), earlier));
        log.flush();
        String reason = end == SessionEnd.DONE ? "" : runner.endReason();
        return new SessionOutcome(end, reason, runner.badRuns());
      } finally {
        context.listener().trained();
      }
    } finally {
      owner.ends();
    }
  }

  /** The progress first, of which the others ask; then the log, then whoever looks on. */
  private SweepObserver observer(SweepProgress progress, LogFile file) {
    return new CompositeObserver(
        List.of(
            progress,
            new ProgressLines(progress, context.clock(), file::line),
            context.listener().training(progress)));
  }

  private RunnerContext around(
      Spec spec,
      Pruning pruning,
      SweepObserver observer,
      Map<String, Double> runSeconds,
      SweepResolver sweeps) {
    Policy policy =
        context
            .options()
            .limits()
            .policy(spec, context.clock().instant().atZone(ZoneId.systemDefault()))
            .expecting(runSeconds);
    return new RunnerContext(
        owner.folder(),
        engine.engine(),
        observer,
        policy,
        pruning,
        keeps(spec),
        new Surroundings(engine.launcher().host(), sweeps::filesRead),
        context.clock());
  }

  /**
   * As the store has them; those to be tried again once more as if they had not ended. What arms
   * were chosen by is not tried again.
   */
  private List<RunRecord> stored(Plan plan) {
    return owner.store().runs(plan.header().sweepId()).stream()
        .map(run -> isToBeTriedAgain(run, plan) ? run.in(RunState.PENDING) : run)
        .toList();
  }

  private boolean isToBeTriedAgain(RunRecord run, Plan plan) {
    boolean counts = plan.isTuning() || run.phase() != PlannedRun.Phase.SELECTION;
    return context.options().retryFailed() && counts && run.state().isWorthRetrying();
  }

  /** The runs as they go on now, by what was read of them before. */
  private List<RunRecord> recalled(Pruning pruning, Plan plan, List<RunRecord> stored) {
    if (pruning.isIdle()) {
      return stored;
    }
    Map<String, List<Point>> curves =
        owner.store().curves(plan.header().sweepId(), plan.header().objective().metric());
    for (RunRecord run : stored) {
      pruning.recall(plan, run.planned(), run.state(), curves.getOrDefault(run.runId(), List.of()));
    }
    pruning.recalled(plan);
    return stored.stream().map(run -> asRecalled(pruning, run)).toList();
  }

  private static RunRecord asRecalled(Pruning pruning, RunRecord run) {
    boolean isOpen = run.state() == RunState.PAUSED || run.state() == RunState.PENDING;
    RunState next = pruning.waits(run.runId()) ? RunState.PAUSED : RunState.PENDING;
    return isOpen ? run.in(next) : run;
  }

  /** Takes over what was trained before; nothing when nets are to be kept, which are not there. */
  private void reuse(Spec spec, Plan plan, SweepLog log, SweepResolver sweeps) {
    log.flush();
    if (context.options().reuse() && !spec.ablation().keepBest()) {
      ReuseAdmission admission =
          new ReuseAdmission(
              owner.folder(),
              context.listener().trustsImportedReadings(),
              run -> sweeps.identityInputs(plan.settings(run)));
      Reuse reuse = new Reuse(owner.store(), owner.folder(), log, context.clock(), admission);
      int reused = reuse.reuse(plan);
      if (reused > 0) {
        context.listener().runsReused(reused, plan.runs().size());
        context.listener().readingsRepeated(owner.store().repeated(plan.header().sweepId()));
      }
    }
  }

  private static Assignment.Checkpoints keeps(Spec spec) {
    return spec.ablation().keepBest()
        ? Assignment.Checkpoints.LAST_AND_BEST
        : Assignment.Checkpoints.LAST;
  }
}
