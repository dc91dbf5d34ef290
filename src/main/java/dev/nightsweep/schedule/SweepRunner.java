package dev.nightsweep.schedule;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Signal;
import dev.nightsweep.model.Start;
import dev.nightsweep.model.SweepState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs what is left of a sweep on an engine: one thread, one loop, every fact journaled before it
 * is acted on. A run that fails is data, and the sweep goes on; a failure of the store or the
 * journal ends it.
 */
public final class SweepRunner {
  private static final Duration TICK = Duration.ofMillis(200);

  private final Plan plan;
  private final SweepLog log;
  private final Surroundings around;
  private final RunQueue queue;
  private final Map<String, AttemptFollower> training = new HashMap<>();
  private final AtomicReference<String> stopReason = new AtomicReference<>();
  private final Map<String, Integer> deaths = new HashMap<>();
  private volatile boolean inHaste;

  /**
   * What a sweep is run with.
   *
   * @param results where its files go
   * @param retries how many times a run is tried again, with the same seed, after its worker died
   * @param checkpoints what runs keep of their nets
   * @param host what is stored with every run about the machine and the code
   */
  public record Surroundings(
      ResultsFolder results,
      Engine engine,
      SweepObserver observer,
      int retries,
      Assignment.Checkpoints checkpoints,
      Environment host,
      InstantSource clock) {}

  /**
   * @param stored the sweep's runs as the store has them; none for a new sweep
   */
  public SweepRunner(Plan plan, List<RunRecord> stored, SweepLog log, Surroundings around) {
    this.plan = plan;
    this.log = log;
    this.around = around;
    this.queue = new RunQueue(plan, stored);
  }

  /**
   * Asks the sweep to end: the runs under way leave checkpoints and go back to pending. Asked once
   * more, it ends without waiting for them. From any thread.
   */
  public void stop(String reason) {
    boolean first = stopReason.compareAndSet(null, reason);
    if (!first) {
      inHaste = true;
    }
  }

  /** Runs until nothing is left or it is stopped; returns what the sweep is then. */
  public SweepState run() throws InterruptedException {
    log.record(new Entry.SweepChanged(SweepState.RUNNING, "", around.clock().instant()));
    note(
        "info",
        "sitting",
        Optional.empty(),
        "%d of %d runs to train, %d at once"
            .formatted(queue.total() - queue.finished(), queue.total(), around.engine().slots()));
    around.observer().sweepStarted(queue.finished(), queue.total());
    while (stopReason.get() == null && !(queue.isEmpty() && training.isEmpty())) {
      fillSlots();
      around.engine().await(TICK).ifPresent(this::handle);
    }
    return stopReason.get() == null ? finish(SweepState.COMPLETED, "") : stopNow();
  }

  /** How many runs of the plan ended badly, in this sitting or before. */
  public int badRuns() {
    return queue.bad();
  }

  private void note(String level, String kind, Optional<String> runId, String message) {
    log.record(new Entry.Noted(level, kind, runId, message, around.clock().instant()));
  }

  private SweepState finish(SweepState state, String reason) {
    log.record(new Entry.SweepChanged(state, reason, around.clock().instant()));
    return state;
  }

  private SweepState stopNow() throws InterruptedException {
    around.engine().interrupt();
    long deadline = System.nanoTime() + around.engine().patience().toNanos();
    while (!training.isEmpty() && !inHaste && System.nanoTime() < deadline) {
      around.engine().await(TICK).ifPresent(this::handle);
    }
    around.engine().close();
    for (AttemptFollower attempt : List.copyOf(training.values())) {
      indexRest(attempt);
      if (attempt.outcome().isPresent()) {
        conclude(attempt);
      } else {
        end(attempt, AttemptState.CANCELLED, RunState.PENDING, stopReason.get(), List.of());
      }
    }
    return finish(SweepState.STOPPED, stopReason.get());
  }

  private void fillSlots() {
    while (training.size() < around.engine().slots() && !queue.isEmpty()) {
      start(queue.take());
    }
  }

  private void start(PlannedRun run) {
    int worker = around.engine().claim();
    int attempt = queue.begin(run);
    JournalName journal = JournalName.ofRun(plan.header().sweepId(), run.runId());
    training.put(
        run.runId(), new AttemptFollower(run, attempt, journal, around.results().journal(journal)));
    log.record(new Entry.AttemptStarted(run.runId(), attempt, worker, around.clock().instant()));
    around.engine().start(worker, assignment(run, attempt));
    around.observer().runStarted(run, attempt, worker);
  }

  private Assignment assignment(PlannedRun run, int attempt) {
    String sweepId = plan.header().sweepId();
    return new Assignment(
        sweepId,
        run.runId(),
        attempt,
        plan.header().program(),
        plan.arm(run.armId()).settings(),
        run.seed(),
        run.identity(),
        around.checkpoints(),
        around.results().run(sweepId, run.runId()).toAbsolutePath().toString(),
        around.host());
  }

  private void handle(EngineEvent event) {
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

  private void said(Signal signal) {
    AttemptFollower attempt = signal.about().map(training::get).orElse(null);
    if (attempt == null) {
      return; // a late word about a run that is over, or a worker that is merely up
    }
    if (signal instanceof Signal.Progress progress) {
      around
          .observer()
          .runProgressed(attempt.run(), progress.epoch(), progress.done(), progress.of());
    } else if (signal instanceof Signal.Journaled line) {
      attempt.hear(line.seq(), line.entry()).ifPresent(fresh -> index(attempt, fresh));
    } else if (signal instanceof Signal.Idle) {
      indexRest(attempt);
      conclude(attempt);
    }
  }

  private void died(AttemptFollower attempt, EngineEvent.Died died) {
    indexRest(attempt);
    if (attempt.outcome().isPresent()) {
      conclude(attempt); // it died after its result was safe
      return;
    }
    int deaths = this.deaths.merge(attempt.run().runId(), 1, Integer::sum);
    boolean again = deaths <= around.retries();
    RunState next = again ? RunState.PENDING : RunState.CRASHED;
    end(attempt, AttemptState.CRASHED, next, died.cause(), died.logTail());
    note("warning", "worker_died", Optional.of(attempt.run().runId()), died.cause());
    if (again) {
      queue.putBack(attempt.run());
    }
  }

  private void conclude(AttemptFollower attempt) {
    Outcome outcome =
        attempt.outcome().orElseGet(() -> new Outcome.Failed("the worker gave no result"));
    if (outcome instanceof Outcome.Completed) {
      end(attempt, AttemptState.COMPLETED, RunState.COMPLETED, "", List.of());
    } else if (outcome instanceof Outcome.Diverged diverged) {
      end(attempt, AttemptState.DIVERGED, RunState.DIVERGED, diverged.cause(), logTail(attempt));
    } else if (outcome instanceof Outcome.Failed failed) {
      end(attempt, AttemptState.FAILED, RunState.FAILED, failed.cause(), logTail(attempt));
    } else if (outcome instanceof Outcome.Interrupted) {
      interrupted(attempt);
    } else {
      throw new AssertionError(outcome);
    }
  }

  /** By us, or by a signal that only its worker got: then another worker goes on with it. */
  private void interrupted(AttemptFollower attempt) {
    String reason = Optional.ofNullable(stopReason.get()).orElse("its worker was told to leave");
    end(attempt, AttemptState.CANCELLED, RunState.PENDING, reason, List.of());
    queue.putBack(attempt.run());
  }

  private void end(
      AttemptFollower attempt,
      AttemptState state,
      RunState next,
      String cause,
      List<String> logTail) {
    String runId = attempt.run().runId();
    training.remove(runId);
    queue.settle(attempt.run(), next);
    log.record(
        new Entry.AttemptEnded(
            runId, attempt.attempt(), state, next, cause, logTail, around.clock().instant()));
    around.observer().attemptEnded(attempt.run(), attempt.attempt(), next, cause);
  }

  private void indexRest(AttemptFollower attempt) {
    attempt.readRest().forEach(line -> index(attempt, line));
  }

  private void index(AttemptFollower attempt, JournalLine line) {
    log.indexRunLine(line);
    if (line.entry() instanceof Entry.EpochFinished epoch && epoch.attempt() == attempt.attempt()) {
      around.observer().epochFinished(attempt.run(), epoch.epoch(), epoch.metrics());
    } else if (line.entry() instanceof Entry.RunStarted started
        && started.attempt() == attempt.attempt()) {
      noteStart(attempt, started.start());
    }
  }

  private void noteStart(AttemptFollower attempt, Start start) {
    Optional<String> runId = Optional.of(attempt.run().runId());
    if (!start.refused().isEmpty()) {
      note("warning", "checkpoint_refused", runId, start.refused());
      around.observer().runGoesOn(attempt.run(), start);
    } else if (start.isResumed()) {
      note("info", "resumed", runId, "attempt %d: %s".formatted(attempt.attempt(), start.text()));
      around.observer().runGoesOn(attempt.run(), start);
    }
  }

  private List<String> logTail(AttemptFollower attempt) {
    return LogTail.read(around.results().workerLog(plan.header().sweepId(), attempt.run().runId()));
  }
}
