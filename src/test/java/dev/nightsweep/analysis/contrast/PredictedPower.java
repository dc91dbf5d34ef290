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

/** One contrast with a true difference: how often it is found, or shown to be none. */
final class PredictedPower {
  private static final double ALPHA = Thresholds.ALPHA;

  private PredictedPower() {}

  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int seeds : new int[] {5, 8, 12, 20}) {
      for (double effect : new double[] {0, 0.5, 1, 1.5}) {
        cells.add(new Cell(name(seeds, effect), studies -> simulate(seeds, effect, studies)));
      }
    }
    return cells;
  }

  private static String name(int seeds, double effect) {
    return "%d seeds, a true difference of %s sd, margin 1 sd".formatted(seeds, effect);
  }

  /** Effect and margin in standard deviations of the differences. */
  private static List<Rate> simulate(int seeds, double effect, int studies) {
    String cell = name(seeds, effect);
    double margin = 1;
    double unit = Math.sqrt(2);
    Readings readings = new Readings(cell);
    int found = 0;
    int alike = 0;
    int settled = 0;
    for (int study = 0; study < studies; study++) {
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
        rate(
            new Hits("difference found", found, studies),
            cell,
            PairedPower.ofDifference(seeds, effect, ALPHA)),
        rate(
            new Hits("equivalence shown", alike, studies),
            cell,
            PairedPower.ofEquivalence(seeds, effect, margin, ALPHA)),
        rate(
            new Hits("settled", settled, studies),
            cell,
            SettledPower.of(seeds, effect, margin, ALPHA)));
  }

  private record Hits(String what, int number, int studies) {}

  private static Rate rate(Hits hits, String cell, double predicted) {
    return new Rate(
        "power: " + hits.what(), cell, hits.number(), hits.studies(), Wanted.near(predicted));
  }
}
