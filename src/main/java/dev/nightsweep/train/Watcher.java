package dev.nightsweep.train;

import java.util.Map;

/** Hears from a run while it trains, and may ask it to end. */
public interface Watcher {

  /**
   * {@code done} of {@code of} steps over all epochs are done; called often, must be cheap. While a
   * run evaluates, it says the same again now and then, as a sign that it lives.
   */
  void progressed(int epoch, long done, long of);

  /**
   * An epoch is over. When this returns, its readings outlive this process; within moments, or with
   * the next step, they are on disk, and only then anybody is told of them.
   *
   * @param epoch from 1
   * @param metrics by the names of {@link dev.nightsweep.model.Metrics}; may hold NaN
   * @param system readings of the process and the machine, by name
   */
  void epochFinished(int epoch, Map<String, Double> metrics, Map<String, Double> system);

  /**
   * Something about what the run's program reports is doubtful; said of each thing once.
   *
   * @param kind what, in a word
   */
  default void remarked(String kind, String message) {}

  /** Whether the run should end at the next step. */
  boolean isInterrupted();
}
