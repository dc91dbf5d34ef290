package dev.nightsweep.analysis.sequential;

import dev.nightsweep.analysis.paired.PairedSample;
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

  /**
   * Whether a look before the last settles something. Readings that came in after it all the same
   * were not waited for by looking: a verdict was held back for another reason, as for lost seeds.
   */
  boolean areMetBefore(PairedSample last) {
    return IntStream.range(first, last.n()).mapToObj(last::first).anyMatch(this::areMet);
  }

  private boolean areMet(PairedSample sample) {
    double error = sample.spread() / Math.sqrt(sample.n());
    double mean = Math.abs(sample.mean());
    return mean >= difference.applyAsDouble(sample.n()) * error
        || mean <= margin.orElse(Double.NaN) - equivalence.applyAsDouble(sample.n()) * error;
  }

  private double[] standardized(int n, IntToDoubleFunction bound) {
    return IntStream.range(first, n)
        .mapToDouble(k -> bound.applyAsDouble(k) / Math.sqrt(k))
        .toArray();
  }
}
