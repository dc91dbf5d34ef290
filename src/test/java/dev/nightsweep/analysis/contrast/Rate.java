package dev.nightsweep.analysis.contrast;

import dev.nightsweep.text.Numbers;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How often something happened in simulated studies.
 *
 * @param what happened
 * @param cell in what studies
 * @param hits how many times, of {@code studies}
 */
record Rate(String what, String cell, long hits, long studies, Wanted wanted) {

  /**
   * What a rate should be: from {@code low} to {@code high}.
   *
   * @param proven whether it fails only when the simulation proves it to be outside, with 99 %
   *     confidence
   */
  record Wanted(double low, double high, boolean proven, String text) {

    /** At most 5 %. */
    static Wanted error() {
      return new Wanted(0, 0.05, true, "≤ 5 %");
    }

    /** 95 %, one point more or less. */
    static Wanted coverage() {
      return new Wanted(0.94, 0.96, false, "95 ± 1 %");
    }

    /** At least 95 %. */
    static Wanted safeCoverage() {
      return new Wanted(0.95, 1, true, "≥ 95 %");
    }

    /** Two points around. */
    static Wanted near(double predicted) {
      String text = Numbers.plain(100 * predicted, 1) + " ± 2 %";
      return new Wanted(predicted - 0.02, predicted + 0.02, false, text);
    }
  }

  double rate() {
    return (double) hits / studies;
  }

  boolean passes() {
    double lowest = wanted.proven() ? bound(hits, studies - hits + 1, 0.01) : rate();
    double highest = wanted.proven() ? bound(hits + 1, studies - hits, 0.99) : rate();
    return lowest <= wanted.high() && highest >= wanted.low();
  }

  /** How far beyond what is wanted, negative inside; a bound that is no bound does not count. */
  double distance() {
    double above = wanted.high() < 1 ? rate() - wanted.high() : -1;
    double below = wanted.low() > 0 ? wanted.low() - rate() : -1;
    return Math.max(above, below);
  }

  String percent() {
    return Numbers.plain(100 * rate(), 2) + " %";
  }

  /** Clopper and Pearson's, one-sided, at 99 %. */
  String lowerBound() {
    return Numbers.plain(100 * bound(hits, studies - hits + 1, 0.01), 2) + " %";
  }

  private static double bound(long successes, long failures, double quantile) {
    if (successes == 0) {
      return 0;
    }
    return failures == 0
        ? 1
        : BetaDistribution.of((double) successes, (double) failures)
            .inverseCumulativeProbability(quantile);
  }
}
