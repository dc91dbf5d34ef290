package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.Rate.Wanted;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Studies of 2 to 6 two-level factors whose number of seeds was fixed beforehand: without any true
 * difference, and with true differences of just the margin.
 */
final class FixedSeeds {
  private static final double MARGIN = 3;

  private FixedSeeds() {}

  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int factors : new int[] {2, 6}) {
      for (int seeds : new int[] {20, 5}) {
        for (boolean shared : new boolean[] {false, true}) {
          cells.add(
              new Cell(
                  name(factors, seeds, shared),
                  studies -> simulate(factors, seeds, shared, studies)));
        }
      }
    }
    return cells;
  }

  private static String name(int factors, int seeds, boolean shared) {
    return "%d factors%s, %d seeds"
        .formatted(factors, shared ? " against one baseline" : " crossed", seeds);
  }

  private static List<Rate> simulate(int factors, int seeds, boolean shared, int studies) {
    String cell = name(factors, seeds, shared);
    Readings readings = new Readings(cell);
    int claims = 0;
    int equivalences = 0;
    int covered = 0;
    int allCovered = 0;
    for (int study = 0; study < studies; study++) {
      List<PairedSample> alike = samples(readings, factors, seeds, shared, 0);
      claims +=
          anyAtMost(FamilyDecisions.fixed(alike, OptionalDouble.empty()).differences()) ? 1 : 0;
      covered += (int) alike.stream().filter(s -> covers(s, 0.95)).count();
      allCovered += alike.stream().allMatch(s -> covers(s, 1 - 0.05 / factors)) ? 1 : 0;
      List<PairedSample> apart = samples(readings, factors, seeds, shared, MARGIN);
      FamilyDecisions decisions = FamilyDecisions.fixed(apart, OptionalDouble.of(MARGIN));
      equivalences += anyAtMost(decisions.equivalences()) ? 1 : 0;
    }
    return List.of(
        new Rate("any false better or worse", cell, claims, studies, Wanted.error()),
        new Rate(
            "any false equivalence at the margin", cell, equivalences, studies, Wanted.error()),
        new Rate(
            "95 % interval covers", cell, covered, (long) studies * factors, Wanted.coverage()),
        new Rate(
            "all simultaneous intervals cover", cell, allCovered, studies, Wanted.safeCoverage()));
  }

  private static List<PairedSample> samples(
      Readings readings, int factors, int seeds, boolean shared, double difference) {
    List<List<Double>> differences =
        shared
            ? readings.shared(factors, seeds, difference)
            : readings.crossed(factors, seeds, difference);
    return differences.stream().map(PairedSample::new).toList();
  }

  private static boolean covers(PairedSample sample, double confidence) {
    Interval interval = sample.interval(confidence);
    return interval.low() <= 0 && interval.high() >= 0;
  }

  static boolean anyAtMost(List<Double> adjusted) {
    return adjusted.stream().anyMatch(p -> p <= Thresholds.ALPHA);
  }
}
