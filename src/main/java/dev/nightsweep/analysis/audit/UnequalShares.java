package dev.nightsweep.analysis.audit;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** How likely chance alone puts so many of what both sides have on one of them (Fisher 1935). */
final class UnequalShares {
  private UnequalShares() {}

  /**
   * The one-sided exact p that as many or more of all hits fall on one side.
   *
   * @param hits of that side
   * @param of so many of that side
   */
  static double oneSided(int hits, int of, int otherHits, int otherOf) {
    if (hits == 0) {
      return 1;
    }
    return HypergeometricDistribution.of(of + otherOf, hits + otherHits, of)
        .survivalProbability(hits - 1);
  }

  /** Twice that for the side that has more, at most 1. */
  static double twoSided(int hits, int of, int otherHits, int otherOf) {
    double one = oneSided(hits, of, otherHits, otherOf);
    double other = oneSided(otherHits, otherOf, hits, of);
    return Math.min(1, 2 * Math.min(one, other));
  }
}
