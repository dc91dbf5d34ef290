package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.audit.Assumptions;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.ShapeCheck;
import dev.nightsweep.analysis.contrast.Rate.Wanted;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How often the audit warns of the shape of readings, and how often it does where a verdict is
 * wrong.
 */
final class WarnedSweeps {
  private static final int SEEDS = 10;

  private WarnedSweeps() {}

  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (double effect : new double[] {0, 1, 2}) {
      cells.add(clean(3, SEEDS, effect));
    }
    cells.add(clean(5, SEEDS, 0));
    cells.add(clean(5, SEEDS, 1));
    cells.add(clean(3, 5, 0));
    cells.add(clean(3, 15, 1));
    for (Drawn drawn : List.of(Drawn.SKEWED, Drawn.STUCK_LEVELS)) {
      cells.add(told(5, drawn));
      cells.add(told(1, drawn));
    }
    for (Drawn drawn : List.of(Drawn.T_3, Drawn.ARMS, Drawn.STUCK)) {
      cells.add(told(5, drawn));
    }
    return cells;
  }

  static Cell clean(int contrasts, int seeds, double effect) {
    String name =
        "%d contrasts, %d seeds, normal, effects of %s sd".formatted(contrasts, seeds, effect);
    double apart = effect * Math.sqrt(2);
    return new Cell(
        name,
        studies -> {
          SimulatedSweep sweep =
              SimulatedSweep.levels(contrasts, seeds, Drawn.NORMAL, Optional.empty());
          SplittableRandom random = Readings.random(name);
          int warned = 0;
          for (int study = 0; study < studies; study++) {
            double[][] readings = Drawn.NORMAL.readings(random, sweep.arms(), seeds, apart);
            warned += isWarned(Judged.assumptions(sweep.evidence(readings))) ? 1 : 0;
          }
          return List.of(
              new Rate("warning on clean readings", name, warned, studies, Wanted.rare()));
        });
  }

  static Cell told(int levels, Drawn drawn) {
    String name = "%d level arms, %d seeds, %s".formatted(levels, SEEDS, drawn.text());
    return new Cell(
        name,
        studies -> {
          SimulatedSweep sweep = SimulatedSweep.levels(levels, SEEDS, drawn, Optional.empty());
          SplittableRandom random = Readings.random(name);
          int warned = 0;
          int wrong = 0;
          int wrongAndWarned = 0;
          for (int study = 0; study < studies; study++) {
            Evidence evidence = sweep.evidence(drawn.readings(random, sweep.arms(), SEEDS, 0));
            Assumptions assumptions = Judged.assumptions(evidence);
            boolean warns = isWarned(assumptions);
            boolean errs =
                assumptions.robustness().stream()
                    .map(Robustness::verdict)
                    .anyMatch(v -> v == Verdict.BETTER || v == Verdict.WORSE);
            warned += warns ? 1 : 0;
            wrong += errs ? 1 : 0;
            wrongAndWarned += errs && warns ? 1 : 0;
          }
          return List.of(
              new Rate("warning", name, warned, studies, Wanted.nothing()),
              new Rate(
                  "warning where a verdict is wrong",
                  name,
                  wrongAndWarned,
                  wrong,
                  Wanted.nothing()));
        });
  }

  private static boolean isWarned(Assumptions assumptions) {
    return ShapeCheck.of(SimulatedSweep.METRIC, assumptions).stream().anyMatch(Finding::isAlarm);
  }
}
