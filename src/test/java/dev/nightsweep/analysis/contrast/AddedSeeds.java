package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.Rate.Wanted;
import dev.nightsweep.analysis.paired.Holm;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.sequential.RepeatedTests;
import dev.nightsweep.analysis.sequential.Sequence;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/**
 * Studies that look after every block of seeds and always go on to the cap, which gives every look
 * its chance to err.
 */
final class AddedSeeds {
  private static final double MARGIN = 3;
  private static final double SMALLEST = 1e-12;
  private static final double STEP = 1.2;

  private AddedSeeds() {}

  static List<Supplier<List<Rate>>> cells() {
    List<Supplier<List<Rate>>> cells = new ArrayList<>();
    int[][] plans = {{1, 5, 20}, {3, 5, 20}, {6, 5, 20}, {2, 3, 10}, {2, 10, 30}, {4, 8, 12}};
    for (int[] plan : plans) {
      cells.add(() -> simulate(plan[0], new RepeatedTests(plan[1], plan[2])));
    }
    return cells;
  }

  private static List<Rate> simulate(int contrasts, RepeatedTests tests) {
    String cell =
        "%s, looks from %d to %d seeds"
            .formatted(Numbers.count(contrasts, "contrast"), tests.first(), tests.last());
    DoubleUnaryOperator twoSided = tabulated(tests::overall);
    DoubleUnaryOperator oneSided = tabulated(tests::overallOneSided);
    Readings readings = new Readings(cell);
    int claims = 0;
    int equivalences = 0;
    for (int study = 0; study < Readings.STUDIES; study++) {
      List<Double> pDifference = new ArrayList<>();
      for (List<Double> alike : readings.shared(contrasts, tests.last(), 0)) {
        Sequence looks = sequence(alike, tests, OptionalDouble.empty());
        pDifference.add(twoSided.applyAsDouble(looks.pDifference()));
      }
      claims += FixedSeeds.anyAtMost(Holm.adjust(pDifference)) ? 1 : 0;
      List<Double> pEquivalence = new ArrayList<>();
      for (List<Double> apart : readings.shared(contrasts, tests.last(), MARGIN)) {
        Sequence looks = sequence(apart, tests, OptionalDouble.of(MARGIN));
        pEquivalence.add(oneSided.applyAsDouble(looks.pEquivalence()));
      }
      equivalences += FixedSeeds.anyAtMost(Holm.adjust(pEquivalence)) ? 1 : 0;
    }
    long studies = Readings.STUDIES;
    return List.of(
        new Rate("any false better or worse at any look", cell, claims, studies, Wanted.error()),
        new Rate("any false equivalence at any look", cell, equivalences, studies, Wanted.error()));
  }

  private static Sequence sequence(
      List<Double> differences, RepeatedTests tests, OptionalDouble margin) {
    return Sequence.of(new PairedSample(differences), tests.first(), tests.last(), margin);
  }

  /** The same function, known on a grid of logarithms: it takes a tenth of a second a number. */
  private static DoubleUnaryOperator tabulated(DoubleUnaryOperator overall) {
    NavigableMap<Double, Double> logs = new TreeMap<>();
    for (double p = 1; p > SMALLEST; p /= p > 1e-4 ? STEP : STEP * STEP * STEP) {
      logs.put(Math.log(p), Math.log(overall.applyAsDouble(p)));
    }
    return p -> {
      double log = Math.log(Math.max(p, SMALLEST * 10));
      double below = logs.lowerKey(log) == null ? logs.firstKey() : logs.lowerKey(log);
      double above = logs.higherKey(below);
      double share = (log - below) / (above - below);
      return Math.exp(logs.get(below) + share * (logs.get(above) - logs.get(below)));
    };
  }
}
