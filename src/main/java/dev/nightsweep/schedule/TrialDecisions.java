package dev.nightsweep.schedule;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.search.pruning.Pruning;
import dev.nightsweep.search.pruning.PruningDecision;
import dev.nightsweep.search.pruning.Ruling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a search's trials: every decision is journaled, with what it was decided by,
 * before anything follows from it.
 */
final class TrialDecisions {
  private final RunQueue queue;
  private final SweepLog log;
  private final RunnerContext context;
  private final Map<String, AttemptFollower> training;

  /**
   * @param training the attempts under way, by run
   */
  TrialDecisions(
      RunQueue queue, SweepLog log, RunnerContext context, Map<String, AttemptFollower> training) {
    this.queue = queue;
    this.log = log;
    this.context = context;
    this.training = training;
  }

  private Pruning pruning() {
    return context.pruning();
  }

  /** Carries out what earlier sessions decided, and decides what they left. */
  void begin() {
    for (PlannedRun run : queue.left()) {
      pruning().whyStopped(run.runId()).ifPresent(reason -> stop(List.of(run.runId()), reason));
    }
    pruning().left().forEach(this::carryOut);
  }

  /**
   * An epoch of a run was read. It is decided by the first reading of the metric; an epoch without
   * one, which may come later, decides nothing.
   */
  void read(AttemptFollower attempt, Entry.EpochFinished epoch) {
    Plan plan = queue.plan();
    Double reading = epoch.metrics().get(plan.header().objective().metric());
    if (reading == null || !attempt.isNew(epoch)) {
      return;
    }
    pruning().read(plan, attempt.run(), epoch.epoch(), reading).forEach(this::carryOut);
    boolean isFree = attempt.decided().isEmpty() && attempt.outcome().isEmpty();
    if (isFree && pruning().waits(attempt.run().runId())) {
      attempt.hold("at epoch %d it waits for trials before it".formatted(epoch.epoch()));
      context.engine().interrupt(attempt.worker(), false);
    }
  }

  /** Nothing more will happen to a run. */
  void ended(PlannedRun run, RunState state) {
    pruning().ended(queue.plan(), run, state).forEach(this::carryOut);
  }

  /** A run that waits goes on, if one is to. */
  boolean promote(Optional<Ruling> ruling) {
    ruling.ifPresent(this::carryOut);
    return ruling.isPresent();
  }

  /** A run that has all its epochs is not asked to end; nor is one that has been asked. */
  private void carryOut(Ruling ruling) {
    AttemptFollower attempt = training.get(ruling.runId());
    if (attempt == null) {
      journal(ruling);
      settleWaiting(ruling);
    } else if (attempt.isHeld()) {
      journal(ruling);
      attempt.release(ruling.decision());
    } else if (attempt.decided().isEmpty() && attempt.outcome().isEmpty()) {
      journal(ruling);
      carryOut(attempt, ruling.decision());
    }
  }

  private void settleWaiting(Ruling ruling) {
    if (ruling.decision() instanceof PruningDecision.End end) {
      stop(List.of(ruling.runId()), end.reason());
    } else {
      queue.promote(ruling.runId());
    }
  }

  private void carryOut(AttemptFollower attempt, PruningDecision decision) {
    if (decision.action().goesOn()) {
      int holdAfter = pruning().holdAfter(queue.plan(), attempt.run());
      if (pruning().isSynchronous()) {
        context.engine().goOn(attempt.worker(), holdAfter);
      }
    } else {
      attempt.decided(decision);
      context.engine().interrupt(attempt.worker(), decision instanceof PruningDecision.End);
    }
  }

  /** What follows from it can wait for the disk only where that is no more than going on. */
  private void journal(Ruling ruling) {
    Entry.TrialDecided entry =
        new Entry.TrialDecided(
            ruling.runId(),
            ruling.epoch(),
            ruling.decision().action(),
            ruling.ranking(),
            ruling.decision().reason(),
            context.clock().instant());
    if (ruling.decision() instanceof PruningDecision.GoOn) {
      log.gather(entry);
    } else {
      log.record(entry);
    }
  }

  /** Of runs that are not under way. */
  void stop(List<String> runIds, String reason) {
    if (!runIds.isEmpty()) {
      log.record(new Entry.RunsStopped(runIds, reason, context.clock().instant()));
      runIds.forEach(this::forgetCheckpoint);
      for (String runId : runIds) {
        queue.stop(runId).ifPresent(run -> ended(run, RunState.STOPPED_EARLY));
      }
      context.observer().sweepStarted(queue.left(), queue.total());
    }
  }

  /** Where it cannot be removed it is in nobody's way: `doctor` counts it, `delete` frees it. */
  private void forgetCheckpoint(String runId) {
    Path folder = context.results().run(queue.plan().header().sweepId(), runId);
    try {
      Files.deleteIfExists(folder.resolve(Assignment.LAST_CHECKPOINT));
    } catch (IOException e) {
      log.note(
          "warning",
          "checkpoint_kept",
          Optional.of(runId),
          "not removed: " + e.getMessage(),
          context.clock().instant());
    }
  }
}
