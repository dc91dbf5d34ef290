package dev.nightsweep.app;

import dev.nightsweep.cli.ExitCode;
import dev.nightsweep.cli.RunOptions;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.cli.console.ForecastText;
import dev.nightsweep.cli.console.PlanText;
import dev.nightsweep.cli.console.PowerText;
import dev.nightsweep.cli.console.SignalHandler;
import dev.nightsweep.engine.Engine;
import dev.nightsweep.forecast.measure.MemoryEstimate;
import dev.nightsweep.forecast.measure.SweepForecaster;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.SessionEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs sweeps in a results folder that this process owns: one, and then those that were queued
 * behind it meanwhile.
 */
public final class SweepQueueRunner {
  /** Of several exit codes, the one that counts: what stands later in this list. */
  private static final List<Integer> PRECEDENCE =
      List.of(
          ExitCode.DONE,
          ExitCode.BAD_RUNS,
          ExitCode.STOPPED,
          ExitCode.GAVE_UP,
          ExitCode.INTERRUPTED);

  /** Of what takes longer, runs are timed before the first is started. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private final OwnedResults results;
  private final Console streams;
  private final RunOptions options;
  private final InstantSource clock;

  public SweepQueueRunner(
      OwnedResults results, Console streams, RunOptions options, InstantSource clock) {
    this.results = results;
    this.streams = streams;
    this.options = options;
    this.clock = clock;
  }

  /** Runs the sweep of the spec, then what waits; returns the exit code. */
  public int work(Spec first, boolean fresh) throws InterruptedException {
    try (SignalHandler interruption = SignalHandler.watch(this::sayStopping)) {
      int code = run(first, fresh, options.untilSettled(), interruption);
      while (code != ExitCode.INTERRUPTED) {
        Optional<String> next = results.desk().next();
        if (next.isEmpty()) {
          return code;
        }
        Spec queued = StoredSpec.read(results.folder(), results.store(), next.get(), streams);
        code = later(code, run(queued, false, Optional.empty(), interruption));
      }
      results.desk().close().forEach(this::sayLeft);
      return code;
    }
  }

  static int later(int one, int other) {
    return PRECEDENCE.get(Math.max(PRECEDENCE.indexOf(one), PRECEDENCE.indexOf(other)));
  }

  /** The exit code of a sitting. */
  static int exitCode(SessionEnd ending, int badRuns) {
    return switch (ending) {
      case DONE -> badRuns > 0 ? ExitCode.BAD_RUNS : ExitCode.DONE;
      case STOPPED, CANCELLED, OUT_OF_TIME -> ExitCode.STOPPED;
      case HOPELESS -> ExitCode.GAVE_UP;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
    };
  }

  private int run(
      Spec spec, boolean fresh, Optional<SequentialOption> wish, SignalHandler interruption)
      throws InterruptedException {
    refusePilotOf(spec);
    WorkerLauncher workshop = WorkerLauncher.here(options.workers());
    SweepResolver sweeps =
        new SweepResolver(results.desk(), workshop.program(spec.program()), clock);
    SweepResolver.Found found = sweeps.find(spec, fresh, wish);
    if (found.isFinished() && !isToBeTriedAgain(found.known().get())) {
      return new SessionCloser(results, streams, options, clock).again(found.known().get());
    }
    WorkerLauncher equipped = equipped(workshop, found.plan(), spec);
    try (Engine engine =
        options.engine().open(results, equipped, found.plan(), spec, options.workersGiven())) {
      return run(spec, sweeps, found, EngineSession.of(engine, equipped), interruption);
    }
  }

  /** A cluster has memory of its own, and no card of ours. */
  private WorkerLauncher equipped(WorkerLauncher workshop, Plan plan, Spec spec)
      throws InterruptedException {
    return options.engine().isLocal()
        ? MemoryEstimate.sized(workshop, plan, spec, options.areWorkersGiven(), streams)
            .equippedFor(List.of(spec.program()))
        : workshop.trainingOnly(spec.program());
  }

  private int run(
      Spec spec,
      SweepResolver sweeps,
      SweepResolver.Found found,
      EngineSession crew,
      SignalHandler interruption)
      throws InterruptedException {
    WorkerLauncher workshop = crew.workshop();
    streams.message(PlanText.of(found.plan(), workshop.workers()));
    found.growth().ifPresent(growth -> streams.message(growth.text()));
    found.plan().header().rule().ifPresent(rule -> streams.message(SequentialOption.text(rule)));
    found.known().filter(sweep -> sweep.startedAt().isPresent()).ifPresent(this::sayContinued);
    SweepForecaster forecaster =
        new SweepForecaster(found.plan(), workshop, results.folder(), streams);
    boolean here = options.engine().isLocal(); // elsewhere runs take as long as they take
    if (here) {
      sayMoved(found.plan().header().sweepId(), workshop.machine().cpu());
    }
    if (here) {
      forecast(forecaster, spec, found.plan(), interruption);
    }
    Instant begun = clock.instant();
    SweepSession sitting = new SweepSession(results, crew, streams, options, clock);
    Map<String, Double> runSeconds = here ? forecaster.runSeconds() : Map.of();
    SweepSession.Ended ended = sitting.run(sweeps, spec, found, runSeconds, interruption);
    if (here && found.plan().header().tuning().isEmpty()) { // candidates may take unlike times
      forecaster.learn(results.store(), begun);
    }
    int code = new SessionCloser(results, streams, options, clock).of(ended);
    if (options.pilot().isPresent()) {
      PriorRuns earlier = new PriorRuns(found.plan(), results.store());
      PowerText.of(found.plan(), earlier, forecaster.ofOneSeed()).lines().forEach(streams::message);
    }
    return code;
  }

  private void refusePilotOf(Spec spec) {
    if (options.pilot().isPresent() && spec.ablation().nuisance().isPresent()) {
      throw UserErrorException.usage(
          "A sweep that tunes its arms first has no pilot: what is compared is not known before.");
    }
  }

  /** Says what the runs that are left will take; times samples before if that is long. */
  private void forecast(
      SweepForecaster forecaster, Spec spec, Plan plan, SignalHandler interruption)
      throws InterruptedException {
    List<PlannedRun> left = left(plan);
    if (options.calibrate() && forecaster.roughly(left).compareTo(LONG) > 0) {
      forecaster.calibrate(left, interruption);
    }
    ForecastText text = forecaster.text(left, spec.ablation().keepBest());
    streams.message(text.of(clock));
    text.warning().ifPresent(streams::message);
  }

  private List<PlannedRun> left(Plan plan) {
    Set<String> ended =
        results.store().runs(plan.header().sweepId()).stream()
            .filter(run -> run.state().isFinished())
            .filter(run -> !(options.retryFailed() && run.state().isWorthRetrying()))
            .map(RunRecord::runId)
            .collect(Collectors.toSet());
    return Stream.concat(plan.runs().stream(), plan.ahead().stream())
        .filter(run -> !ended.contains(run.runId()))
        .toList();
  }

  private boolean isToBeTriedAgain(SweepRecord sweep) {
    return options.retryFailed()
        && sweep.runs().keySet().stream().anyMatch(RunState::isWorthRetrying);
  }

  private void sayStopping(String reason) {
    streams.message(
        reason + ": the runs under way leave checkpoints; a second time ends them now.");
  }

  private void sayContinued(SweepRecord sweep) {
    streams.message(
        "Going on with %s: %d of %d runs are finished."
            .formatted(sweep.sweepId(), sweep.finished(), sweep.total()));
  }

  /** Where runs of the sweep were trained on another processor. */
  private void sayMoved(String sweepId, String cpu) {
    String others =
        results.store().sweepEnvironments(sweepId).values().stream()
            .flatMap(environment -> Stream.ofNullable(environment.facts().get("cpu")))
            .filter(other -> !other.equals(cpu))
            .distinct()
            .sorted()
            .collect(Collectors.joining("; "));
    if (!others.isEmpty()) {
      streams.message(
          "Runs of it were trained on another processor (%s; here: %s). Each seed's arms belong on one: the audit says where their times disagree."
              .formatted(others, cpu));
    }
  }

  private void sayLeft(String sweepId) {
    streams.message(
        "%s was queued and has not begun: `nightsweep resume %s`.".formatted(sweepId, sweepId));
  }
}
