package dev.nightsweep.analysis.sequential;

import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a look after so many readings settles, for looks from {@code first} on.
 *
 * @param difference by the number of readings: the t beyond which a mean is not zero
 * @param equivalence likewise: how large both t against the margin must be
 */
record LookBounds(
    int first,
    IntToDoubleFunction difference,
    IntToDoubleFunction equivalence,
    OptionalDouble margin) {

  /** For each look before {@code n}: beyond how many standard deviations a mean is not zero. */
  double[] differing(int n) {
    return standardized(n, difference);
  }

  /**
   * For each look before {@code n}: how many standard deviations a mean must be inside the margin.
   */
  double[] inside(int n) {
    return standardized(n, equivalence);
  }

  private double[] standardized(int n, IntToDoubleFunction bound) {
    return IntStream.range(first, n)
        .mapToDouble(k -> bound.applyAsDouble(k) / Math.sqrt(k))
        .toArray();
  }
}
