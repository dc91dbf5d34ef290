package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.Rate.Wanted;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.power.PairedPower;
import dev.nightsweep.analysis.power.SettledPower;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** One contrast with a true difference: how often it is found, or shown to be none. */
final class PredictedPower {
  private static final double ALPHA = Thresholds.ALPHA;

  private PredictedPower() {}

  static List<Supplier<List<Rate>>> cells() {
    List<Supplier<List<Rate>>> cells = new ArrayList<>();
    for (int seeds : new int[] {5, 8, 12, 20}) {
      for (double effect : new double[] {0, 0.5, 1, 1.5}) {
        cells.add(() -> simulate(seeds, effect, 1));
      }
    }
    return cells;
  }

  /** Effect and margin in standard deviations of the differences. */
  private static List<Rate> simulate(int seeds, double effect, double margin) {
    String cell =
        "%d seeds, a true difference of %s sd, margin %s sd".formatted(seeds, effect, margin);
    double unit = Math.sqrt(2);
    Readings readings = new Readings(cell);
    int found = 0;
    int alike = 0;
    int settled = 0;
    for (int study = 0; study < Readings.STUDIES; study++) {
      PairedSample sample = new PairedSample(readings.crossed(1, seeds, effect * unit).get(0));
      FamilyDecisions decisions =
          FamilyDecisions.fixed(List.of(sample), OptionalDouble.of(margin * unit));
      boolean difference = FixedSeeds.anyAtMost(decisions.differences());
      boolean equivalence = FixedSeeds.anyAtMost(decisions.equivalences());
      found += difference ? 1 : 0;
      alike += equivalence ? 1 : 0;
      settled += difference || equivalence ? 1 : 0;
    }
    return List.of(
        rate("difference found", cell, found, PairedPower.ofDifference(seeds, effect, ALPHA)),
        rate(
            "equivalence shown",
            cell,
            alike,
            PairedPower.ofEquivalence(seeds, effect, margin, ALPHA)),
        rate("settled", cell, settled, SettledPower.of(seeds, effect, margin, ALPHA)));
  }

  private static Rate rate(String what, String cell, long hits, double predicted) {
    return new Rate("power: " + what, cell, hits, Readings.STUDIES, Wanted.near(predicted));
  }
}
