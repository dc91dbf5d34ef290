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

  /** What a rate should be: from {@code low} to {@code high}. */
  record Wanted(double low, double high, By by, String text) {

    /** By what it is judged. */
    enum By {
      RATE,
      UPPER_BOUND,
      /** It is told and may be anything: we claim nothing of such readings. */
      NOTHING
    }

    /** At most 5 %, of which the upper bound leaves no more than a tenth in doubt. */
    static Wanted error() {
      return new Wanted(0, 0.055, By.UPPER_BOUND, "bound ≤ 5.5 %");
    }

    /** Not claimed. */
    static Wanted nothing() {
      return new Wanted(0, 1, By.NOTHING, "not held");
    }

    /** At most one in a hundred or so. */
    static Wanted rare() {
      return new Wanted(0, 0.025, By.UPPER_BOUND, "bound ≤ 2.5 %");
    }

    /** 95 %, one point more or less. */
    static Wanted coverage() {
      return new Wanted(0.94, 0.96, By.RATE, "95 ± 1 %");
    }

    /** At least 95 %, of which chance may take a quarter of a point. */
    static Wanted safeCoverage() {
      return new Wanted(0.9475, 1, By.RATE, "≥ 95 %");
    }

    /** Two points around. */
    static Wanted near(double predicted) {
      String text = Numbers.plain(100 * predicted, 1) + " ± 2 %";
      return new Wanted(predicted - 0.02, predicted + 0.02, By.RATE, text);
    }
  }

  double rate() {
    return (double) hits / studies;
  }

  boolean passes() {
    double judged = wanted.by() == Wanted.By.UPPER_BOUND ? upper(0.99) : rate();
    return wanted.by() == Wanted.By.NOTHING || (judged >= wanted.low() && judged <= wanted.high());
  }

  boolean isHeld() {
    return wanted.by() != Wanted.By.NOTHING;
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
  String upperBound() {
    return Numbers.plain(100 * upper(0.99), 2) + " %";
  }

  /** Whether so few studies prove that it is above 5 %; for small samples. */
  boolean isProvenAbove(double rate) {
    return hits > 0
        && BetaDistribution.of((double) hits, (double) (studies - hits + 1))
                .inverseCumulativeProbability(1e-4)
            > rate;
  }

  private double upper(double confidence) {
    return hits == studies
        ? 1
        : BetaDistribution.of(hits + 1.0, (double) (studies - hits))
            .inverseCumulativeProbability(confidence);
  }
}
