package dev.nightsweep.analysis.paired;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** How many of so many independent tries succeed by chance. */
public final class BinomialRange {
  private BinomialRange() {}

  /** The upper end of the central range that has at least that probability. */
  public static int most(int tries, double chance, double probability) {
    return BinomialDistribution.of(tries, chance)
        .inverseCumulativeProbability(1 - (1 - probability) / 2);
  }
}
