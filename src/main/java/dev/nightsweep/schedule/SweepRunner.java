package dev.nightsweep.schedule;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.plan.NextPlan;
import dev.nightsweep.schedule.Control.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs what is left of a sweep on an engine: one thread, one loop. A run that fails is data, and
 * the sweep goes on; a failure of the store or the journal ends it.
 */
public final class SweepRunner {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final String PILOT = "the pilot's seeds are trained";
  private static final String AIM_REACHED =
      "the target of the metric is reached: no further run is started";
  private static final String TOO_LATE = "what is left would not be done by the deadline";

  private final SweepLog log;
  private final RunnerContext context;
  private final Control control;
  private final RunQueue queue;
  private final Attempts attempts;
  private boolean paused;
  private String endReason = "";

  /**
   * @param stored the sweep's runs as the store has them; none for a new sweep
   * @param control what is asked of it while it runs
   */
  public SweepRunner(
      Plan plan, List<RunRecord> stored, SweepLog log, RunnerContext context, Control control) {
    this.log = log;
    this.context = context;
    this.control = control;
    this.queue = new RunQueue(plan, stored, context.policy().pilot());
    this.attempts = new Attempts(queue, log, context, () -> control.now().reason());
  }

  /** How many runs of the plan ended badly, in this session or before. */
  public int badRuns() {
    return queue.bad();
  }

  /** After {@link #run}: why it ended before all was done, in words; else empty. */
  public String endReason() {
    return endReason;
  }

  /** Runs until nothing is left or it has to end; says why it ended. */
  public SessionEnd run() throws InterruptedException {
    return run(PlanExtender.NONE);
  }

  /**
   * The same, and when nothing is left goes on with what follows.
   *
   * @param extender says what follows
   */
  public SessionEnd run(PlanExtender extender) throws InterruptedException {
    begin();
    Optional<End> end = Optional.empty();
    while (end.isEmpty()) {
      Control.Request request = control.now();
      end = mustLeave(request);
      if (end.isPresent()) {
        leave(end.get());
      } else {
        boolean inTime = goOn(request, extender);
        boolean idle = attempts.isIdle() && !paused;
        if (idle && inTime && request.wish() == Wish.RUN && settle()) {
          continue;
        }
        end =
            idle && !follows(extender, request, inTime)
                ? isOver(request, inTime)
                : Optional.empty();
      }
      if (end.isEmpty()) {
        listen();
        attempts.endLateOnes(System.nanoTime());
      }
    }
    End last = isAllDone() ? new End(SessionEnd.DONE, "") : end.get();
    endReason = last.reason();
    changed(last.ending().state(), endReason);
    return last.ending();
  }

  /** What came too late to leave anything out has ended nothing. */
  private boolean isAllDone() {
    return queue.isDone() && !queue.plan().header().mayGrow();
  }

  private void listen() throws InterruptedException {
    log.sync();
    context.engine().await(TICK).ifPresent(attempts::handle);
  }

  private record End(SessionEnd ending, String reason) {
    static Optional<End> of(SessionEnd ending, String reason) {
      return Optional.of(new End(ending, reason));
    }
  }

  private void begin() {
    changed(SweepState.RUNNING, "");
    String message =
        "%d of %d runs to train, %d at once"
            .formatted(queue.total() - queue.finished(), queue.total(), context.engine().slots());
    log.note("info", "sitting", Optional.empty(), message, context.clock().instant());
    context.observer().sweepStarted(queue.left(), queue.total());
    attempts.begin();
  }

  /** Why what is under way has to be ended, if it has. */
  private Optional<End> mustLeave(Control.Request request) {
    if (request.wish().compareTo(Wish.CANCEL) >= 0) {
      SessionEnd asked = control.wasInterrupted() ? SessionEnd.INTERRUPTED : SessionEnd.CANCELLED;
      return End.of(asked, request.reason());
    }
    if (attempts.isOverdue() && !attempts.isIdle()) {
      return End.of(SessionEnd.OUT_OF_TIME, "the deadline has come");
    }
    return attempts.hopeless().map(why -> new End(SessionEnd.HOPELESS, why));
  }

  /**
   * Does what is to be done of the search when nothing is under way: of runs that wait, and of
   * those that need not be started any more; whether that changed anything.
   */
  private boolean settle() {
    if (isAimReached()) {
      Plan shorter = NextPlan.without(queue.plan(), queue::isUntouched);
      attempts.stopWaiting(AIM_REACHED);
      log.note("info", "target", Optional.empty(), AIM_REACHED, context.clock().instant());
      log.record(new Entry.SweepReplanned(shorter, context.clock().instant()));
      queue.shrink(shorter);
      context.observer().sweepStarted(queue.left(), queue.total());
      return true;
    }
    boolean waiting = isReadyForMore() && !queue.waiting().isEmpty();
    if (waiting) {
      attempts.settleWaiting();
      context.observer().sweepStarted(queue.left(), queue.total());
    }
    return waiting;
  }

  private boolean isAimReached() {
    return context.pruning().isOver(queue::firstUntouched)
        && NextPlan.hasMoreTrials(queue.plan(), queue::isUntouched);
  }

  /** Why nothing more is to be done now that nothing is under way, if so. */
  private Optional<End> isOver(Control.Request request, boolean inTime) {
    if (queue.isDone()) {
      return End.of(SessionEnd.DONE, "");
    } else if (request.wish() == Wish.STOP) {
      return End.of(SessionEnd.STOPPED, request.reason());
    } else if (queue.isEmpty()) {
      return End.of(SessionEnd.STOPPED, PILOT);
    }
    return inTime ? Optional.empty() : End.of(SessionEnd.OUT_OF_TIME, TOO_LATE);
  }

  /** Whether there is more to do than was planned, which is the plan then. */
  private boolean follows(PlanExtender extender, Control.Request request, boolean inTime) {
    boolean cutShort = !inTime && attempts.isReserving();
    if (request.wish() != Wish.RUN || !(isReadyForMore() || cutShort)) {
      return false;
    }
    Optional<PlanExtender.Next> next = extender.after(queue.plan(), cutShort);
    if (next.isPresent()) {
      queue.follow(next.get().plan(), next.get().stored());
      context.observer().sweepStarted(queue.left(), queue.total());
    }
    return next.isPresent();
  }

  private boolean isReadyForMore() {
    return queue.isEmpty() && context.policy().pilot().isEmpty();
  }

  /** Does what is wanted; false if the next run would not be done in time. */
  private boolean goOn(Control.Request request, PlanExtender extender) {
    boolean pause = request.wish() == Wish.PAUSE;
    if (pause && !paused) {
      context.engine().interrupt();
      changed(SweepState.PAUSED, request.reason());
    } else if (paused && !pause) {
      changed(SweepState.RUNNING, "resumed");
    }
    paused = pause;
    return request.wish() != Wish.RUN || fill(extender);
  }

  private boolean fill(PlanExtender extender) {
    if (isAimReached() && !context.pruning().isSynchronous()) {
      return true;
    }
    boolean inTime = attempts.fill();
    while (inTime && isReadyForMore() && attempts.hasRoom() && !isAimReached()) {
      Optional<Plan> longer = extender.meanwhile(queue.plan(), queue::hasEnded);
      if (longer.isEmpty()) {
        return true;
      }
      queue.grow(longer.get());
      context.observer().sweepGrew(queue.plan(), queue.left());
      inTime = attempts.fill();
    }
    return inTime;
  }

  /** Lets what is under way leave checkpoints, for as long as the engine has patience. */
  private void leave(End end) throws InterruptedException {
    control.cancel(end.reason());
    context.engine().interrupt();
    long deadline = System.nanoTime() + context.engine().patience().toNanos();
    while (!attempts.isIdle()
        && control.now().wish() != Wish.ABANDON
        && System.nanoTime() < deadline) {
      listen();
    }
    context.engine().close();
    attempts.settleAll();
  }

  private void changed(SweepState state, String reason) {
    log.record(new Entry.SweepChanged(state, reason, context.clock().instant()));
  }
}
