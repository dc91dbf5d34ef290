package dev.nightsweep.analysis.power;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;

/**
 * What planned seeds can tell, and how many would do, at a power of {@link PairedPower#USUAL}.
 *
 * @param seeds planned, at least two
 * @param expected if differences vary as they did in the pilot
 * @param cautious if they vary as much as the pilot allows, at 80 % confidence
 */
public record Outlook(int seeds, Needs expected, Needs cautious) {
  private static final double CONFIDENCE = 0.80;

  /**
   * With one supposed spread.
   *
   * @param detectable the smallest true difference that the planned seeds find, in the metric's
   *     unit
   * @param forDifference seeds that find a difference as large as the margin; empty without a
   *     margin, and beyond {@link PairedPower#MAX_SEEDS}
   * @param forEquivalence seeds that show equivalence within the margin if there is no difference
   */
  public record Needs(double detectable, OptionalInt forDifference, OptionalInt forEquivalence) {}

  /**
   * From a pilot.
   *
   * @param margin equivalence margin, in the unit of the pilot's differences
   * @param alpha error allowed to each contrast: the overall one divided by the contrasts
   */
  public static Outlook of(PilotSpread pilot, int seeds, OptionalDouble margin, double alpha) {
    DoubleFunction<Needs> needs = deviation -> needs(deviation, seeds, margin, alpha);
    return new Outlook(
        seeds, needs.apply(pilot.deviation()), needs.apply(pilot.atMost(CONFIDENCE)));
  }

  private static Needs needs(double deviation, int seeds, OptionalDouble margin, double alpha) {
    double detectable = deviation * PairedPower.detectable(seeds, alpha, PairedPower.USUAL);
    if (margin.isEmpty() || deviation == 0) {
      return new Needs(detectable, OptionalInt.empty(), OptionalInt.empty());
    }
    double room = margin.getAsDouble() / deviation;
    return new Needs(
        detectable,
        PairedPower.seedsForDifference(room, alpha, PairedPower.USUAL),
        PairedPower.seedsForEquivalence(room, alpha, PairedPower.USUAL));
  }
}
