package dev.nightsweep.schedule;

import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.WorkerExit;
import dev.nightsweep.forecast.RunTimes;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Signal;
import dev.nightsweep.model.Start;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.search.pruning.Pruning;
import dev.nightsweep.search.pruning.PruningDecision;
import dev.nightsweep.train.HomePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The attempts under way: started, followed through their journals, and settled, every fact
 * journaled before it is acted on.
 */
final class Attempts {
  private static final String OUT_OF_MEMORY = "OutOfMemoryError";

  private final RunQueue queue;
  private final SweepLog log;
  private final RunnerContext context;
  private final Supplier<String> stopReason;
  private final Map<String, AttemptFollower> training = new HashMap<>();
  private final Map<String, Integer> deaths = new HashMap<>();
  private final Watchdog watchdog;
  private final CircuitBreaker breaker;
  private final Deadline deadline;
  private final Slots slots;
  private final TrialDecisions decisions;

  /**
   * @param stopReason why runs are asked to end, at the time it is called
   */
  Attempts(RunQueue queue, SweepLog log, RunnerContext context, Supplier<String> stopReason) {
    this.queue = queue;
    this.log = log;
    this.context = context;
    this.stopReason = stopReason;
    this.watchdog = new Watchdog(context.policy());
    this.breaker = new CircuitBreaker(context.policy().sameFailures());
    this.deadline =
        new Deadline(
            context.policy().deadline(),
            new RunTimes(context.policy().runSeconds()),
            context.clock());
    this.slots = new Slots(context.engine().slots());
    this.decisions = new TrialDecisions(queue, log, context, training);
  }

  /** Carries out what earlier sessions decided of trials. */
  void begin() {
    decisions.begin();
  }

  boolean isIdle() {
    return training.isEmpty();
  }

  /** Why nothing more should be tried, if runs fail again and again. */
  Optional<String> hopeless() {
    return breaker.tripped();
  }

  /** Whether the time to be done has come. */
  boolean isOverdue() {
    return deadline.hasCome();
  }

  /** Whether a run that waited could be started. */
  boolean hasRoom() {
    return training.size() < slots.open();
  }

  /** Starts runs while there is room; false if the next one would not be done in time. */
  boolean fill() {
    while (hasRoom() && (decisions.promote(pruning().promoted()) || hasNext())) {
      queue.longestNextAtEndOfTuning(deadline::expectedSeconds);
      if (!deadline.allows(queue.next(), queue, slots.open(), reserve())) {
        return false;
      }
      start(queue.take());
    }
    return true;
  }

  private boolean hasNext() {
    return !queue.isEmpty()
        && (!queue.isUntouched(queue.next()) || pruning().mayStart(queue.plan(), queue.next()));
  }

  /** The arms of the runs that time is kept for. */
  private List<String> reserve() {
    return context.policy().inParts() ? List.of() : queue.reserve(queue.next());
  }

  private Pruning pruning() {
    return context.pruning();
  }

  /**
   * Of runs that wait when nothing else is to be done one goes on, if none has got to its end, or
   * they have all ended.
   */
  void settleWaiting() {
    if (!queue.waiting().isEmpty() && !decisions.promote(pruning().promotedAtLast())) {
      stopWaiting("others were better");
    }
  }

  /** The runs that wait will not go on. */
  void stopWaiting(String reason) {
    decisions.stop(queue.waiting().stream().map(PlannedRun::runId).toList(), reason);
  }

  /**
   * Whether the next run would be done in time, and only the runs that are to follow it would not.
   */
  boolean isReserving() {
    return !queue.isEmpty()
        && !reserve().isEmpty()
        && deadline.allows(queue.next(), queue, slots.open(), List.of());
  }

  private void start(PlannedRun run) {
    String sweepId = queue.plan().header().sweepId();
    int worker = context.engine().claim();
    deadline.started(run, !queue.wasTried(run));
    int attempt = queue.begin(run);
    training.put(
        run.runId(), new AttemptFollower(run, attempt, worker, context.results(), sweepId));
    watchdog.begin(run.runId());
    log.record(new Entry.AttemptStarted(run.runId(), attempt, worker, context.clock().instant()));
    context.engine().start(worker, assignment(run, attempt));
    context.observer().runStarted(run, attempt, worker);
  }

  private Assignment assignment(PlannedRun run, int attempt) {
    Plan plan = queue.plan();
    String sweepId = plan.header().sweepId();
    return new Assignment(
        sweepId,
        run.runId(),
        attempt,
        new Assignment.Task(
            plan.header().program(),
            plan.settings(run),
            run.seed(),
            run.identity(),
            context.surroundings().files().apply(plan.settings(run)),
            judged(plan.header(), run)),
        context.checkpoints(),
        context.results().run(sweepId, run.runId()).toAbsolutePath().toString(),
        context.surroundings().host(),
        pruning().holdAfter(plan, run));
  }

  /** Who names no metric and asks for no verdict or search by one may have any. */
  private static Assignment.JudgedMetric judged(SweepHeader header, PlannedRun run) {
    boolean isRequired =
        !header.objective().equals(Objective.DEFAULT)
            || header.judged()
            || header.stopping().isPresent()
            || header.method() == SearchMethod.BAYES;
    return new Assignment.JudgedMetric(
        header.objective().metric(), isRequired, Pruning.decidesOf(header, run));
  }

  void handle(EngineEvent event) {
    if (event instanceof EngineEvent.Died died) {
      AttemptFollower attempt = training.get(died.run().runId());
      if (attempt != null) {
        died(attempt, died);
      }
    } else if (event instanceof EngineEvent.Said said) {
      said(said.signal());
    } else {
      throw new AssertionError(event);
    }
  }

  /** Ends what has stood still or has used up its time; its worker's death is reported. */
  void endLateOnes(long now) {
    for (Watchdog.Late late : watchdog.look(now)) {
      AttemptFollower attempt = training.get(late.runId());
      attempt.ended(late);
      context.engine().kill(attempt.worker());
    }
  }

  /** Settles what is under way after the engine was closed: no more is heard of it. */
  void settleAll() {
    for (AttemptFollower attempt : List.copyOf(training.values())) {
      indexRest(attempt);
      if (attempt.outcome().isPresent()) {
        conclude(attempt);
      } else {
        end(attempt, AttemptState.CANCELLED, RunState.PENDING, stopReason.get(), List.of());
      }
    }
  }

  private void said(Signal signal) {
    AttemptFollower attempt = signal.about().map(training::get).orElse(null);
    if (attempt == null) {
      return; // a late word about a run that is over, or a worker that is merely up
    }
    watchdog.progressed(attempt.run().runId());
    if (signal instanceof Signal.Progress progress) {
      context
          .observer()
          .runProgressed(attempt.run(), progress.epoch(), progress.done(), progress.of());
    } else if (signal instanceof Signal.Journaled line) {
      if (attempt.misses(line.seq())) {
        indexRest(attempt);
      }
      attempt.hear(line.seq(), line.entry()).ifPresent(fresh -> index(attempt, fresh));
    } else if (signal instanceof Signal.Remarked remark) {
      note("warning", remark.kind(), signal.about(), remark.message());
      context.observer().runRemarked(attempt.run(), remark.message());
    } else if (signal instanceof Signal.Idle) {
      if (attempt.outcome().isEmpty()) { // else its last line was heard, and all before it
        indexRest(attempt);
      }
      conclude(attempt);
    }
  }

  private void died(AttemptFollower attempt, EngineEvent.Died died) {
    indexRest(attempt);
    if (attempt.outcome().isPresent()) {
      conclude(attempt); // it died after its result was safe
      return;
    }
    if (attempt.decided().isPresent()) {
      endAsDecided(attempt, attempt.decided().get()); // all that it was judged by is safe
      return;
    }
    WorkerExit death = attempt.late().map(Watchdog.Late::death).orElse(died.death());
    String cause = attempt.late().map(Watchdog.Late::cause).orElse(died.cause());
    note("warning", "worker_died", Optional.of(attempt.run().runId()), cause);
    if (death.isForWantOfMemory() && slots.close()) {
      note("warning", "fewer_workers", Optional.empty(), "memory ran short: " + open());
    }
    AttemptState state = death.isTimeout() ? AttemptState.TIMED_OUT : AttemptState.CRASHED;
    crashed(attempt, state, death.isWorthRetrying(), new Crash(cause, died.logTail()));
  }

  private record Crash(String cause, List<String> logTail) {}

  /** Ends an attempt for what may well be chance, and tries its run again if that is left. */
  private void crashed(
      AttemptFollower attempt, AttemptState state, boolean isWorthRetrying, Crash crash) {
    int times = deaths.merge(attempt.run().runId(), 1, Integer::sum);
    boolean again = isWorthRetrying && times <= context.policy().retries();
    RunState given = state == AttemptState.TIMED_OUT ? RunState.TIMED_OUT : RunState.CRASHED;
    end(attempt, state, again ? RunState.PENDING : given, crash.cause(), crash.logTail());
    breaker.failed(crash.cause());
    if (again) {
      queue.putBack(attempt.run());
    }
  }

  private String open() {
    return slots.open() == 1 ? "one run at a time from now on" : slots.open() + " runs at a time";
  }

  private void conclude(AttemptFollower attempt) {
    Outcome outcome =
        attempt.outcome().orElseGet(() -> new Outcome.Failed("the worker gave no result"));
    boolean isOpen = attempt.isHeld() || outcome instanceof Outcome.Interrupted;
    Optional<PruningDecision> decided =
        attempt.decided().filter(decision -> isOpen || decision instanceof PruningDecision.End);
    if (decided.isPresent()) {
      endAsDecided(attempt, decided.get()); // it stands, though the worker may have been quicker
    } else if (outcome instanceof Outcome.Completed) {
      end(attempt, AttemptState.COMPLETED, RunState.COMPLETED, "", List.of());
      breaker.completed();
    } else if (outcome instanceof Outcome.Diverged diverged) {
      end(attempt, AttemptState.DIVERGED, RunState.DIVERGED, diverged.cause(), logTail(attempt));
      breaker.completed(); // training works; what came out is data
    } else if (outcome instanceof Outcome.Failed changed && changed.isOfChangedFile()) {
      // Not the run's fault: it waits until all is as it was.
      end(attempt, AttemptState.FAILED, RunState.PENDING, changed.cause(), List.of());
      queue.putBack(attempt.run());
      breaker.trip(changed.cause());
    } else if (outcome instanceof Outcome.Failed killed && killed.isOfSignal()) {
      note("warning", "program_died", Optional.of(attempt.run().runId()), killed.cause());
      crashed(attempt, AttemptState.CRASHED, true, new Crash(killed.cause(), logTail(attempt)));
    } else if (outcome instanceof Outcome.Failed blind
        && blind.isOfMissingMetric()
        && !queue.hasReading()) {
      // None of its runs would be of any use.
      end(attempt, AttemptState.FAILED, RunState.FAILED, blind.cause(), logTail(attempt));
      breaker.trip(blind.cause());
    } else if (outcome instanceof Outcome.Failed failed) {
      String cause = advised(failed.cause());
      end(attempt, AttemptState.FAILED, RunState.FAILED, cause, logTail(attempt));
      breaker.failed(cause);
    } else if (outcome instanceof Outcome.Interrupted) {
      // By us, or by a signal that only its worker got: then another worker goes on with it.
      String reason =
          stopReason.get().isEmpty() ? "its worker was told to leave" : stopReason.get();
      end(attempt, AttemptState.CANCELLED, RunState.PENDING, reason, List.of());
      queue.putBack(attempt.run());
    } else {
      throw new AssertionError(outcome);
    }
  }

  private void endAsDecided(AttemptFollower attempt, PruningDecision decision) {
    if (decision instanceof PruningDecision.Pause pause) {
      RunState next = attempt.goesOn() ? RunState.PENDING : RunState.PAUSED;
      end(attempt, AttemptState.PAUSED, next, pause.reason(), List.of());
      if (attempt.goesOn()) {
        queue.putBack(attempt.run());
      }
    } else if (decision instanceof PruningDecision.End end) {
      end(attempt, AttemptState.STOPPED_EARLY, RunState.STOPPED_EARLY, end.reason(), List.of());
    } else {
      throw new AssertionError(decision);
    }
  }

  private static String advised(String cause) {
    return cause.startsWith(OUT_OF_MEMORY)
        ? cause + ". With fewer --workers each may use more memory"
        : cause;
  }

  private void end(
      AttemptFollower attempt,
      AttemptState state,
      RunState next,
      String cause,
      List<String> logTail) {
    String runId = attempt.run().runId();
    training.remove(runId);
    watchdog.end(runId);
    deadline.ended(attempt.run(), next == RunState.COMPLETED);
    queue.settle(attempt.run(), next);
    log.lockAtResult(queue.plan(), attempt.run().phase(), next, context.clock().instant());
    log.gather( // on the disk before the next attempt starts, or the runner waits
        new Entry.AttemptEnded(
            runId,
            attempt.attempt(),
            state,
            next,
            HomePath.masked(cause),
            logTail,
            context.clock().instant()));
    context.observer().attemptEnded(attempt.run(), attempt.attempt(), next, cause);
    if (next.isFinished()) {
      decisions.ended(attempt.run(), next);
    }
  }

  private void indexRest(AttemptFollower attempt) {
    attempt.readRest().forEach(line -> index(attempt, line));
  }

  private void index(AttemptFollower attempt, JournalLine line) {
    log.indexRunLine(line);
    if (line.entry() instanceof Entry.EpochFinished epoch && epoch.attempt() == attempt.attempt()) {
      queue.read(epoch.metrics());
      context.observer().epochFinished(attempt.run(), epoch.epoch(), epoch.metrics());
      decisions.read(attempt, epoch);
    } else if (line.entry() instanceof Entry.EpochFinished earlier && pruning().isSynchronous()) {
      decisions.read(attempt, earlier); // a worker of a killed owner may have written it since
    } else if (line.entry() instanceof Entry.RunStarted started
        && started.attempt() == attempt.attempt()) {
      noteStart(attempt, started.start());
    }
  }

  private void noteStart(AttemptFollower attempt, Start start) {
    Optional<String> runId = Optional.of(attempt.run().runId());
    if (!start.refused().isEmpty()) {
      note("warning", "checkpoint_refused", runId, start.refused());
      context.observer().runGoesOn(attempt.run(), start);
    } else if (start.isResumed()) {
      note("info", "resumed", runId, "attempt %d: %s".formatted(attempt.attempt(), start.text()));
      context.observer().runGoesOn(attempt.run(), start);
    }
  }

  private void note(String level, String kind, Optional<String> runId, String message) {
    log.note(level, kind, runId, message, context.clock().instant());
  }

  private List<String> logTail(AttemptFollower attempt) {
    return LogTail.read(
        context.results().workerLog(queue.plan().header().sweepId(), attempt.run().runId()));
  }
}
