package dev.nightsweep.search;

import java.util.List;
import java.util.function.DoubleFunction;

/** One parameter as the estimator sees it. */
public sealed interface EstimatorAxis {

  /** Any number in [0, 1]. */
  record Continuum() implements EstimatorAxis {}

  /**
   * Numbers in [0, 1] of which whole ranges mean the same.
   *
   * @param cells the range that a number lies in
   */
  record Steps(DoubleFunction<Range> cells) implements EstimatorAxis {}

  /**
   * A choice without order: the place in a list, from 0.
   *
   * @param prior how likely each is before anything was tried; 1 together
   */
  record Choice(List<Double> prior) implements EstimatorAxis {
    public Choice {
      prior = List.copyOf(prior);
    }
  }

  /** From {@code low} to {@code high}, within [0, 1]. */
  record Range(double low, double high) {

    /** What stands for all of it. */
    public double middle() {
      return (low + high) / 2;
    }
  }
}
