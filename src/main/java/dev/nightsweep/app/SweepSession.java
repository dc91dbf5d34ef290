package dev.nightsweep.app;

import dev.nightsweep.cli.RunOptions;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.cli.console.LogFile;
import dev.nightsweep.cli.console.ProgressBars;
import dev.nightsweep.cli.console.ProgressLines;
import dev.nightsweep.cli.console.SignalHandler;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Spec;
import dev.nightsweep.schedule.Control;
import dev.nightsweep.schedule.Reuse;
import dev.nightsweep.schedule.RunnerContext;
import dev.nightsweep.schedule.SessionEnd;
import dev.nightsweep.schedule.SweepLog;
import dev.nightsweep.schedule.SweepObserver;
import dev.nightsweep.schedule.SweepRunner;
import dev.nightsweep.search.pruning.Pruning;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One go at a sweep: begun or continued, watched, until it is done or stopped. */
final class SweepSession {
  private final OwnedResults results;
  private final EngineSession crew;
  private final Console streams;
  private final RunOptions options;
  private final InstantSource clock;

  SweepSession(
      OwnedResults results,
      EngineSession crew,
      Console streams,
      RunOptions options,
      InstantSource clock) {
    this.results = results;
    this.crew = crew;
    this.streams = streams;
    this.options = options;
    this.clock = clock;
  }

  /**
   * How a sitting ended.
   *
   * @param reason why it ended before all was done, in words
   * @param badRuns runs of the plan that failed, crashed, timed out or diverged, ever
   */
  record Ended(String sweepId, SessionEnd ending, String reason, int badRuns) {}

  /**
   * Runs what is left.
   *
   * @param runSeconds what a run of an arm is expected to take, as far as is known
   */
  Ended run(
      SweepResolver sweeps,
      Spec spec,
      SweepResolver.Found found,
      Map<String, Double> runSeconds,
      SignalHandler interruption)
      throws InterruptedException {
    Plan plan = found.plan();
    String sweepId = plan.header().sweepId();
    try (SweepLog log = log(sweeps, spec, found);
        LogFile file = LogFile.open(results.folder().log(sweepId));
        Display display = Display.of(tracker(plan, runSeconds), streams, file, clock)) {
      if (!found.anew()) {
        reuse(spec, found.plan(), log);
      }
      Control control = new Control();
      RunnerContext around =
          new RunnerContext(
              results.folder(),
              crew.engine(),
              display.observer(),
              options
                  .policy(spec, clock.instant().atZone(ZoneId.systemDefault()))
                  .expecting(runSeconds),
              pruning(plan),
              keeps(spec),
              crew.workshop().host(),
              clock);
      SweepRunner runner = new SweepRunner(plan, stored(sweepId, plan), log, around, control);
      results.desk().begins(new ResultsOwner.Running(plan, control, display.tracker()));
      interruption.onInterrupt(control::interrupt);
      SessionEnd ending =
          runner.run(new FollowUpPlanner(results, log, sweeps.following(spec), streams, clock));
      log.flush();
      return new Ended(sweepId, ending, runner.endReason(), runner.badRuns());
    } finally {
      results.desk().ends();
    }
  }

  private SweepProgress tracker(Plan plan, Map<String, Double> runSeconds) {
    return new SweepProgress(plan, crew.workshop().workers(), runSeconds, clock);
  }

  /**
   * As the store has them; those to be tried again once more as if they had not ended. What arms
   * were chosen by is not tried again.
   */
  private List<RunRecord> stored(String sweepId, Plan plan) {
    return results.store().runs(sweepId).stream()
        .map(run -> isToBeTriedAgain(run, plan) ? run.in(RunState.PENDING) : run)
        .toList();
  }

  private boolean isToBeTriedAgain(RunRecord run, Plan plan) {
    boolean counts = plan.isTuning() || run.phase() != PlannedRun.Phase.SELECTION;
    return options.retryFailed() && counts && run.state().isWorthRetrying();
  }

  /** It goes on by what was read before. */
  private Pruning pruning(Plan plan) {
    Pruning pruning = new Pruning(plan.header());
    if (!pruning.isIdle()) {
      String sweepId = plan.header().sweepId();
      Map<String, RunState> states = new HashMap<>();
      results.store().runs(sweepId).forEach(run -> states.put(run.runId(), run.state()));
      Map<String, List<Point>> curves =
          results.store().curves(sweepId, plan.header().objective().metric());
      for (PlannedRun run : plan.runs()) {
        RunState state = states.getOrDefault(run.runId(), RunState.PENDING);
        pruning.recall(plan, run, state, curves.getOrDefault(run.runId(), List.of()));
      }
    }
    return pruning;
  }

  private SweepLog log(SweepResolver sweeps, Spec spec, SweepResolver.Found found) {
    if (found.known().isEmpty()) {
      return sweeps.begin(spec, found.plan());
    }
    return found.growth().isPresent()
        ? sweeps.grow(spec, found.plan())
        : SweepLog.open(results.folder(), found.plan().header().sweepId(), results.writer());
  }

  /** Takes over what was trained before; nothing when nets are to be kept, which are not there. */
  private void reuse(Spec spec, Plan plan, SweepLog log) {
    log.flush();
    if (options.reuse() && !spec.ablation().keepBest()) {
      int reused = new Reuse(results.store(), results.folder(), log, clock).reuse(plan);
      if (reused > 0) {
        streams.message(
            "%d of %d runs were trained before with the same settings, seed, data and library: their results are reused. --no-reuse trains them again."
                .formatted(reused, plan.runs().size()));
      }
    }
  }

  private static Assignment.Checkpoints keeps(Spec spec) {
    return spec.ablation().keepBest()
        ? Assignment.Checkpoints.LAST_AND_BEST
        : Assignment.Checkpoints.LAST;
  }

  /** What is shown while it runs: bars on a terminal, else lines; lines in the log always. */
  private record Display(SweepObserver observer, SweepProgress tracker, List<AutoCloseable> open)
      implements AutoCloseable {

    static Display of(SweepProgress tracker, Console streams, LogFile file, InstantSource clock) {
      RunLabels labels = tracker.labels();
      List<SweepObserver> observers = new ArrayList<>();
      List<AutoCloseable> open = new ArrayList<>();
      observers.add(tracker);
      observers.add(new ProgressLines(labels, tracker, clock, file::line));
      if (streams.isTerminal()) {
        ProgressBars bars = new ProgressBars(labels, tracker, tracker.slots(), streams, clock);
        observers.add(bars);
        open.add(bars);
      } else {
        observers.add(new ProgressLines(labels, tracker, clock, line -> streams.message(line)));
      }
      return new Display(new CompositeObserver(observers), tracker, open);
    }

    @Override
    public void close() {
      for (AutoCloseable closeable : open) {
        try {
          closeable.close();
        } catch (Exception e) {
          throw new IllegalStateException("cannot leave the terminal in order", e);
        }
      }
    }
  }
}
