package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.sequential.StopRule;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The chance that the seeds still to be added by a rule settle an open contrast: the predictive
 * power of its tests at the cap, no effect being thought likelier beforehand. Whoever gives up
 * where it is small finds less and never errs more.
 *
 * <p>It is told too high rather than too low, in that the contrast need not share α with others,
 * and too low in that it counts no look before the cap.
 */
final class Prospect {
  /** With a smaller chance, further seeds are not worth their time. */
  static final double LEAST = 0.1;

  private static final int MIN_PAIRS = 8;

  private Prospect() {}

  /**
   * The chance; empty at the cap, and where so few or so equal seeds do not tell.
   *
   * @param toCome how many seeds may be added
   */
  static OptionalDouble of(PairedSample sample, OptionalDouble margin, int toCome, StopRule rule) {
    int n = sample.n();
    double spread = sample.spread();
    if (toCome <= 0 || n < MIN_PAIRS || !(spread > 0) || Double.isInfinite(spread)) {
      return OptionalDouble.empty();
    }
    int last = n + toCome;
    double mean = sample.mean();
    double away = spread * Math.sqrt((double) toCome / ((double) last * n));
    double error = sample.spreadOf(last) / Math.sqrt(last);
    double bar = t(last, rule.level(last, Thresholds.ALPHA)) * error;
    double room =
        Math.max(0, margin.orElse(0) - t(last, rule.level(last, 2 * Thresholds.ALPHA)) * error);
    TDistribution t = TDistribution.of(n - 1.0);
    double different =
        t.survivalProbability((bar - mean) / away) + t.survivalProbability((bar + mean) / away);
    double alike = t.probability((-room - mean) / away, (room - mean) / away);
    return OptionalDouble.of(Math.min(1, different + alike));
  }

  private static double t(int n, double level) {
    return TDistribution.of(n - 1.0).inverseSurvivalProbability(level / 2);
  }
}
