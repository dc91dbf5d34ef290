package dev.nightsweep.analysis.power;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The chance that a contrast is settled: that a difference is found, or equivalence shown, or both.
 */
public final class SettledPower {
  private SettledPower() {}

  public static double of(int seeds, double effect, double margin, double alpha) {
    TDistribution student = TDistribution.of(seeds - 1.0);
    double found = student.inverseSurvivalProbability(alpha / 2);
    double alike = student.inverseSurvivalProbability(alpha);
    double shift = effect * Math.sqrt(seeds);
    double room = margin * Math.sqrt(seeds);
    return new SpreadMixture(seeds - 1)
        .expect(
            s ->
                Math.min(
                    1,
                    PairedPower.outside(found * s, shift)
                        + PairedPower.inside(room - alike * s, shift)),
            room / alike,
            room / (alike + found));
  }
}
