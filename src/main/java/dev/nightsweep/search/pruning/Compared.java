package dev.nightsweep.search.pruning;

import java.util.Map;

/**
 * What a trial was held against, in losses.
 *
 * @param loss of the trial itself
 * @param runs how many were compared
 * @param bound the greatest loss that goes on; NaN if there is none
 * @param fresh those among them that were not told of before, by run
 */
record Compared(double loss, int runs, double bound, Map<String, Double> fresh) {
  Compared {
    fresh = Map.copyOf(fresh);
  }
}
