package dev.nightsweep.search.pruning;

import java.util.TreeMap;

/** A run of a search, as far as it was seen: its losses by epoch, less is better. */
final class ObservedTrial {
  private final String runId;
  private final int number;
  private final TreeMap<Integer, Double> losses = new TreeMap<>();

  /**
   * @param number its place among the trials, from 0
   */
  ObservedTrial(String runId, int number) {
    this.runId = runId;
    this.number = number;
  }

  String runId() {
    return runId;
  }

  int number() {
    return number;
  }

  /** An epoch that an attempt repeats takes the place of the former, and of what followed it. */
  void read(int epoch, double loss) {
    losses.tailMap(epoch, true).clear();
    losses.put(epoch, loss);
  }

  boolean isEmpty() {
    return losses.isEmpty();
  }

  int lastEpoch() {
    return losses.lastKey();
  }

  double last() {
    return losses.lastEntry().getValue();
  }

  /** What it read at the epoch, NaN if nothing. */
  double at(int epoch) {
    return losses.getOrDefault(epoch, Double.NaN);
  }

  /** The least so far, NaN if every one is NaN. */
  double best() {
    double best = Double.NaN;
    for (double loss : losses.values()) {
      best = Double.isNaN(best) || loss < best ? loss : best;
    }
    return best;
  }
}
