package dev.nightsweep.analysis.power;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Expectations over the estimated standard deviation of normal readings, in units of the true one:
 * the root of a chi-square over its degrees of freedom. Given it, what the tests of a mean do is a
 * matter of the normal distribution alone (e.g. Owen 1965).
 */
final class SpreadMixture {
  private static final double NEGLIGIBLE = 1e-16;
  private static final int PIECES = 16;

  private final int degrees;
  private final ChiSquaredDistribution squares;

  SpreadMixture(int degrees) {
    this.degrees = degrees;
    this.squares = ChiSquaredDistribution.of(degrees);
  }

  /**
   * The expectation.
   *
   * @param function of the spread
   * @param kinks where it is not smooth, in any order
   */
  double expect(DoubleUnaryOperator function, double... kinks) {
    double low = Math.sqrt(squares.inverseCumulativeProbability(NEGLIGIBLE) / degrees);
    double high = Math.sqrt(squares.inverseSurvivalProbability(NEGLIGIBLE) / degrees);
    double[] ends =
        Arrays.stream(kinks).filter(kink -> kink > low && kink < high).sorted().toArray();
    double sum = 0;
    double from = low;
    for (double end : ends) {
      sum += piece(function, from, end);
      from = end;
    }
    return Math.max(0, Math.min(1, sum + piece(function, from, high)));
  }

  private double piece(DoubleUnaryOperator function, double from, double to) {
    return Quadrature.integrate(
        s -> function.applyAsDouble(s) * 2 * degrees * s * squares.density(degrees * s * s),
        from,
        to,
        PIECES);
  }
}
