package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.power.PairedPower;
import dev.nightsweep.analysis.sequential.StopRule;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How many seeds in all would settle an inconclusive contrast, if mean and spread stayed as they
 * are, with a chance of 80 %: by finding the difference or by showing it to be inside the margin,
 * whichever takes fewer, at the level that Holm's first step leaves to one of the contrasts and the
 * rule to a look at so many seeds.
 */
final class SeedsNeeded {
  private SeedsNeeded() {}

  /**
   * The number of seeds in all, more than there are; empty beyond {@link PairedPower#MAX_SEEDS},
   * and when nothing is known of how far they vary.
   *
   * @param family how many contrasts share α
   */
  static OptionalInt inAll(PairedSample sample, OptionalDouble margin, int family, StopRule rule) {
    double deviation = sample.spread();
    if (!(deviation > 0) || Double.isInfinite(deviation)) {
      return OptionalInt.empty();
    }
    double alpha = Thresholds.ALPHA / family;
    return PairedPower.fewest(
        Math.max(Thresholds.MIN_SEEDS, sample.n() + 1),
        n -> {
          double spread = sample.spreadOf(n);
          double effect = Math.abs(sample.mean()) / spread;
          double room = margin.orElse(0) / spread;
          return PairedPower.ofDifference(n, effect, rule.level(n, alpha)) >= PairedPower.USUAL
              || (room > effect
                  && PairedPower.ofEquivalence(n, effect, room, rule.level(n, 2 * alpha) / 2)
                      >= PairedPower.USUAL);
        });
  }
}
