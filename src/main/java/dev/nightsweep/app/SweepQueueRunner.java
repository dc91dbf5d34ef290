package dev.nightsweep.app;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.forecast.MemoryEstimate;
import dev.nightsweep.forecast.SweepForecaster;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.plan.PlanException;
import dev.nightsweep.schedule.SessionEnd;
import dev.nightsweep.spec.SpecException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
final class SweepQueueRunner {
  /** Of what takes longer, runs are timed before the first is started. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private final SessionContext context;
  private final ResultsOwner owner;
  private final SessionListener listener;
  private final EngineOpener engines;

  SweepQueueRunner(SessionContext context, EngineOpener engines) {
    this.context = context;
    this.owner = context.owner();
    this.listener = context.listener();
    this.engines = engines;
  }

  /** Runs the sweep of the spec, then what waits. */
  QueueResult work(Spec first) throws InterruptedException {
    List<SweepResult> results = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    results.add(run(first));
    SweepQueueRunner later = forStoredSweeps();
    while (last(results) != SessionEnd.INTERRUPTED) {
      Optional<String> next = owner.next();
      if (next.isEmpty()) {
        return new QueueResult(results, refused);
      }
      later.next(next.get()).ifPresentOrElse(results::add, () -> refused.add(next.get()));
    }
    owner.closeQueue().forEach(listener::leftWaiting);
    return new QueueResult(results, refused);
  }

  /** Runs a sweep that waited; one that is refused does not keep others from their turn. */
  private Optional<SweepResult> next(String sweepId) throws InterruptedException {
    try {
      return Optional.of(run(SpecFile.ofSweep(owner, sweepId, listener)));
    } catch (UserErrorException | SpecException | PlanException e) {
      listener.refused(sweepId, e.getMessage());
      return Optional.empty();
    } finally {
      owner.trust().sessionEnded(sweepId);
    }
  }

  private static SessionEnd last(List<SweepResult> results) {
    return results.get(results.size() - 1).outcome().end();
  }

  private SweepQueueRunner forStoredSweeps() {
    return new SweepQueueRunner(context.with(context.options().forStoredSweep()), engines);
  }

  /** Runs the sweep of the spec alone. */
  SweepResult run(Spec given) throws InterruptedException {
    SessionOptions options = context.options();
    refusePilotOf(given);
    WorkerLauncher launcher = WorkerLauncher.here(options.workersOrUsual());
    Spec spec = SweepResolver.asStored(owner, given, options.startAnew());
    SweepResolver sweeps =
        new SweepResolver(
            owner,
            launcher.program(spec.program(), spec.code()),
            context.clock(),
            options.retryFailed());
    SweepResolver.Found found = sweeps.find(spec, options.startAnew(), options.untilSettled());
    owner.takesInHand(found.plan().header());
    try {
      return run(spec, launcher, sweeps, found);
    } finally {
      owner.laysDown();
    }
  }

  private SweepResult run(
      Spec spec, WorkerLauncher launcher, SweepResolver sweeps, SweepResolver.Found found)
      throws InterruptedException {
    SessionOptions options = context.options();
    found
        .known()
        .filter(sweep -> owner.folder().isImported(sweep.sweepId()))
        .ifPresent(listener::continuesImported);
    if (found.isFinished() && !isToBeTriedAgain(found.known().get())) {
      if (found.isChanged()) {
        sayCode(found);
        sweeps.log(spec, found).close();
        owner.writer().flush();
      }
      return new SessionCloser(context).again(found.known().get());
    }
    owner.trust().require(found.plan(), spec, listener::trusts);
    WorkerLauncher equipped = equipped(launcher, found.plan(), spec);
    try (Engine engine = engines.open(found.plan(), equipped, options)) {
      return run(spec, sweeps, found, EngineSession.of(engine, equipped));
    }
  }

  /** A cluster has memory of its own, and no card of ours. */
  private WorkerLauncher equipped(WorkerLauncher launcher, Plan plan, Spec spec)
      throws InterruptedException {
    if (!isLocal()) {
      return launcher.trainingOnly(spec.program());
    }
    return WorkersInMemory.fitted(
            launcher, MemoryEstimate.of(plan, spec, launcher), isGiven(), listener)
        .equippedFor(List.of(spec.program()));
  }

  private boolean isGiven() {
    return context.options().workers().isPresent();
  }

  private boolean isLocal() {
    return context.options().engine().isLocal();
  }

  private SweepResult run(
      Spec spec, SweepResolver sweeps, SweepResolver.Found found, EngineSession engine)
      throws InterruptedException {
    WorkerLauncher launcher = engine.launcher();
    Plan plan = found.plan();
    announce(spec, found, launcher.workers());
    sweeps.dataRemarks(plan).forEach(listener::dataRemark);
    if (found.anew() && !spec.ablation().seeds().containsAll(plan.header().seeds())) {
      listener.seedsAreFresh(plan.header().seeds());
    }
    SweepForecaster forecaster = new SweepForecaster(plan, launcher, owner.folder(), listener);
    if (isLocal()) { // elsewhere runs take as long as they take
      sayMoved(plan.header().sweepId(), launcher.machine().cpu());
      forecast(forecaster, spec, plan);
    }
    Instant begun = context.clock().instant();
    Map<String, Double> runSeconds = isLocal() ? forecaster.runSeconds() : Map.of();
    SessionOutcome outcome = new SweepSession(context, engine).run(sweeps, spec, found, runSeconds);
    if (isLocal() && plan.header().tuning().isEmpty()) { // candidates may take unlike times
      forecaster.learn(owner.store(), begun);
    }
    SweepResult result = new SessionCloser(context).conclude(plan.header().sweepId(), outcome);
    if (context.options().limits().pilot().isPresent()) {
      PriorRuns earlier = new PriorRuns(plan, owner.store());
      listener.piloted(PowerForecast.of(plan, earlier, forecaster.ofOneSeed()));
    }
    return result;
  }

  private void announce(Spec spec, SweepResolver.Found found, int workers) {
    Plan plan = found.plan();
    listener.planned(plan, workers);
    if (found.known().isEmpty() && !found.anew() && !plan.header().name().equals(spec.name())) {
      listener.nameIsTaken(spec.name(), plan.header().name());
    }
    found
        .growth()
        .filter(change -> change.isOfRuns() || !context.options().retryFailed())
        .ifPresent(listener::planChanged);
    sayCode(found);
    plan.header().rule().ifPresent(listener::seedsWillBeAdded);
    if (found.known().filter(sweep -> sweep.startedAt().isPresent()).isPresent()) {
      listener.continued(
          SweepContinuation.of(
              plan, owner.store().runs(plan.header().sweepId()), context.options().retryFailed()));
    }
  }

  /** What became of the program since the sweep was begun. */
  private void sayCode(SweepResolver.Found found) {
    Optional<ProgramCode> now = found.plan().header().code();
    Optional<SweepHeader> stored = found.known().map(SweepRecord::header);
    Optional<ProgramCode> before = stored.flatMap(SweepHeader::code);
    if (before.isPresent() && !before.equals(now)) {
      listener.codeChanged(before.get(), now.orElseThrow());
    } else if (before.isEmpty()
        && stored.filter(header -> header.program() instanceof ProgramRef.Command).isPresent()) {
      listener.codeUnknown(found.known().get());
    }
  }

  private void refusePilotOf(Spec spec) {
    if (context.options().limits().pilot().isPresent() && spec.ablation().nuisance().isPresent()) {
      throw UserErrorException.usage(
          "A sweep that tunes its arms first has no pilot: what is compared is not known before.");
    }
  }

  /** Says what the runs that are left will take; times samples before if that is long. */
  private void forecast(SweepForecaster forecaster, Spec spec, Plan plan)
      throws InterruptedException {
    List<PlannedRun> left = left(plan);
    if (context.options().calibrate() && forecaster.roughly(left).compareTo(LONG) > 0) {
      forecaster.calibrate(left, stop -> context.interruption().onInterrupt(reason -> stop.run()));
    }
    listener.forecast(forecaster.forecast(left, spec.ablation().keepBest()));
  }

  private List<PlannedRun> left(Plan plan) {
    boolean again = context.options().retryFailed();
    Set<String> ended =
        owner.store().runs(plan.header().sweepId()).stream()
            .filter(run -> run.state().isFinished())
            .filter(run -> !(again && run.state().isWorthRetrying()))
            .map(RunRecord::runId)
            .collect(Collectors.toSet());
    return Stream.concat(plan.runs().stream(), plan.ahead().stream())
        .filter(run -> !ended.contains(run.runId()))
        .toList();
  }

  private boolean isToBeTriedAgain(SweepRecord sweep) {
    return context.options().retryFailed()
        && sweep.runs().keySet().stream().anyMatch(RunState::isWorthRetrying);
  }

  /** Where runs of the sweep were trained on another processor. */
  private void sayMoved(String sweepId, String cpu) {
    List<String> others =
        owner.store().sweepEnvironments(sweepId).values().stream()
            .flatMap(environment -> Stream.ofNullable(environment.facts().get("cpu")))
            .filter(other -> !other.equals(cpu))
            .distinct()
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      listener.otherProcessors(others, cpu);
    }
  }
}
