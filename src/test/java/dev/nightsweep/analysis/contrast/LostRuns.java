package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.Rate.Wanted;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.sequential.PlannedSeeds;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Studies of three factors without any true difference, in which runs fail, equally often on either
 * side: then the verdict comes from the readings or from the test on the failures.
 */
final class LostRuns {
  private static final int CONTRASTS = 3;
  private static final Endpoint MEASURE =
      new Endpoint(
          Objective.DEFAULT,
          OptionalDouble.empty(),
          false,
          run -> OptionalDouble.empty(),
          run -> false,
          run -> false);

  private LostRuns() {}

  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (double failing : new double[] {0.03, 0.1, 0.4}) {
      for (int seeds : new int[] {8, 20}) {
        cells.add(
            new Cell(name(failing, seeds), studies -> List.of(simulate(failing, seeds, studies))));
      }
    }
    return cells;
  }

  private static String name(double failing, int seeds) {
    return "3 factors, %d seeds, %d %% of runs fail".formatted(seeds, Math.round(100 * failing));
  }

  private static Rate simulate(double failing, int seeds, int studies) {
    String cell = name(failing, seeds);
    Readings readings = new Readings(cell);
    int claims = 0;
    for (int study = 0; study < studies; study++) {
      List<Pairing> pairings =
          readings.crossed(CONTRASTS, seeds, 0).stream()
              .map(differences -> pairing(differences, failing, readings))
              .toList();
      FamilyDecisions decisions =
          FamilyDecisions.fixed(
              pairings.stream().map(Pairing::sample).toList(), OptionalDouble.empty());
      List<Failures> failures = Failures.family(pairings, new PlannedSeeds(), 0);
      claims +=
          IntStream.range(0, CONTRASTS)
                  .mapToObj(
                      i ->
                          new ContrastTest(MEASURE, pairings.get(i), failures.get(i), decisions, i))
                  .map(ContrastTest::verdict)
                  .anyMatch(verdict -> verdict != Verdict.INCONCLUSIVE)
              ? 1
              : 0;
    }
    return new Rate(
        "any false better or worse when runs fail", cell, claims, studies, Wanted.error());
  }

  private static Pairing pairing(List<Double> differences, double failing, Readings readings) {
    List<SeedDifference> complete = new ArrayList<>();
    List<SeedFailures> failures = new ArrayList<>();
    for (int seed = 0; seed < differences.size(); seed++) {
      int level = readings.uniform() < failing ? 1 : 0;
      int baseline = readings.uniform() < failing ? 1 : 0;
      failures.add(new SeedFailures(level, baseline, 1, NeverLearned.NONE));
      if (level + baseline == 0) {
        complete.add(new SeedDifference(seed, differences.get(seed), 0, differences.get(seed)));
      }
    }
    int lost = differences.size() - complete.size();
    LostSeed any = new LostSeed(0, List.of());
    return new Pairing(
        complete,
        Collections.nCopies(lost, any),
        differences.size(),
        failures,
        0,
        SharedImages.NONE);
  }
}
