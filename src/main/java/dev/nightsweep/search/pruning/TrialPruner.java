package dev.nightsweep.search.pruning;

import java.util.Optional;

/** Judges a trial by the last epoch that was read of it. */
interface TrialPruner {

  /** What becomes of it; the rule remembers what it read. */
  Judgement judge(ObservedTrial trial);

  /** The trial has had all its epochs. */
  default void completed(ObservedTrial trial) {}

  /** The trial has ended otherwise. */
  default void lost(ObservedTrial trial) {}

  /**
   * Remembers what was decided before, epoch by epoch, and decides nothing.
   *
   * @param waits whether the trial waits for its promotion now
   */
  default void recall(ObservedTrial trial, boolean waits) {
    judge(trial);
  }

  /** A trial that waits and goes on now, if one does. */
  default Optional<Promotion> promoted() {
    return Optional.empty();
  }

  /** The same, when nothing else is under way or will come. */
  default Optional<Promotion> promotedAtLast() {
    return Optional.empty();
  }
}
