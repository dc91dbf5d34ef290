package dev.nightsweep.model;

import java.util.List;

/**
 * What a decision on a trial rests on.
 *
 * @param reading what the trial was judged by
 * @param runs how many were compared, itself included where it counts
 * @param bound the worst reading with which it goes on; NaN if there is none
 * @param fresh the readings among them that no decision at this epoch was told of before
 */
public record Ranking(double reading, int runs, double bound, List<TrialReading> fresh) {
  public Ranking {
    fresh = fresh == null ? List.of() : List.copyOf(fresh); // left out where empty
  }
}
