package dev.nightsweep.search.pruning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What runs read at one epoch, in order: the least loss first. One reading a run. */
final class Rung {
  private final Map<String, Double> byRun = new HashMap<>();
  private final Map<String, Double> fresh = new LinkedHashMap<>();
  private double[] sorted = new double[16];
  private int size;

  void put(String runId, double loss) {
    Double before = byRun.put(runId, loss);
    if (before != null) {
      int place = Arrays.binarySearch(sorted, 0, size, before);
      System.arraycopy(sorted, place + 1, sorted, place, --size - place);
    }
    int found = Arrays.binarySearch(sorted, 0, size, loss);
    int place = found < 0 ? -found - 1 : found;
    sorted = size == sorted.length ? Arrays.copyOf(sorted, 2 * size) : sorted;
    System.arraycopy(sorted, place, sorted, place + 1, size - place);
    sorted[place] = loss;
    size++;
    fresh.put(runId, loss);
  }

  /** What came since this was asked before, by run. */
  Map<String, Double> takeFresh() {
    Map<String, Double> taken = Map.copyOf(fresh);
    fresh.clear();
    return taken;
  }

  boolean has(String runId) {
    return byRun.containsKey(runId);
  }

  double loss(String runId) {
    return byRun.get(runId);
  }

  int size() {
    return size;
  }

  /** The loss at that place, from 0. */
  double at(int place) {
    return sorted[place];
  }

  /** How many read better than that. */
  int better(double loss) {
    int place = 0;
    while (place < size && sorted[place] < loss) {
      place++;
    }
    return place;
  }
}
