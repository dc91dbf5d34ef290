package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.Rate.Wanted;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.sequential.AnytimeRule;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Studies that look after every seed under tests that hold at any look. */
final class AnyLook {
  private static final double MARGIN = 3;
  private static final AnytimeRule RULE = new AnytimeRule();

  private AnyLook() {}

  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    int[][] plans = {{1, 100}, {3, 50}};
    for (int[] plan : plans) {
      cells.add(new Cell(name(plan[0], plan[1]), studies -> simulate(plan[0], plan[1], studies)));
    }
    return cells;
  }

  private static String name(int contrasts, int seeds) {
    return "%s, any look up to %d seeds".formatted(Numbers.count(contrasts, "contrast"), seeds);
  }

  private static List<Rate> simulate(int contrasts, int seeds, int studies) {
    String cell = name(contrasts, seeds);
    Readings readings = new Readings(cell);
    int claims = 0;
    int equivalences = 0;
    for (int study = 0; study < studies; study++) {
      FamilyDecisions alike = decisions(readings.shared(contrasts, seeds, 0));
      claims += IntStream.range(0, contrasts).anyMatch(alike::isDifferent) ? 1 : 0;
      FamilyDecisions apart = decisions(readings.shared(contrasts, seeds, MARGIN));
      equivalences += IntStream.range(0, contrasts).anyMatch(apart::isEquivalent) ? 1 : 0;
    }
    return List.of(
        new Rate("any false better or worse, seeds at will", cell, claims, studies, Wanted.error()),
        new Rate(
            "any false equivalence, seeds at will", cell, equivalences, studies, Wanted.error()));
  }

  private static FamilyDecisions decisions(List<List<Double>> contrasts) {
    return RULE.decisions(
        contrasts.stream().map(PairedSample::new).toList(),
        Collections.nCopies(contrasts.size(), OptionalDouble.of(MARGIN)));
  }
}
