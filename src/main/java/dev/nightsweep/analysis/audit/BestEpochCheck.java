package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.CurveFinding.BestEpochReported;
import dev.nightsweep.analysis.audit.CurveFinding.UnlikeReports;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Does one side report its best epoch in place of its last one? Then its last reading is the best
 * of its curve far more often than the other side's. So it is where an arm merely still rises;
 * therefore two signs are asked for that a rise does not give: the last reading repeats an earlier
 * best to the last digit, or it is the best though the epoch before it was none.
 */
final class BestEpochCheck {
  private BestEpochCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    for (Contrast contrast : records.contrasts()) {
      List<Records.Pair> pairs = records.completedPairs(contrast);
      unlikeReports(records, contrast, pairs, findings);
      Side level = Side.of(records, pairs.stream().map(Records.Pair::level).toList());
      Side baseline = Side.of(records, pairs.stream().map(Records.Pair::baseline).toList());
      if (ReadingsCheck.areUnlikeSteps(records, pairs)) {
        continue; // coarse readings repeat themselves
      }
      if (level.isAheadOf(baseline)) {
        findings.add(best(contrast, contrast.level(), pairs, List.of(level, baseline)));
      } else if (baseline.isAheadOf(level)) {
        findings.add(best(contrast, contrast.baseline(), pairs, List.of(baseline, level)));
      }
    }
    return findings;
  }

  private static void unlikeReports(
      Records records, Contrast contrast, List<Records.Pair> pairs, List<Finding> findings) {
    List<Records.Pair> apart =
        pairs.stream()
            .filter(pair -> pair.level().lastEpoch() == pair.baseline().lastEpoch())
            .filter(pair -> !epochs(records, pair.level()).equals(epochs(records, pair.baseline())))
            .toList();
    if (!apart.isEmpty()) {
      Records.Pair first = apart.get(0);
      findings.add(
          new Finding(
              Severity.WARNING,
              AuditCheck.REPORTING,
              Records.ids(apart),
              new UnlikeReports(
                  contrast,
                  apart.size(),
                  records.curve(first.level()).size(),
                  records.curve(first.baseline()).size())));
    }
  }

  private static List<Integer> epochs(Records records, RunRecord run) {
    return records.curve(run).stream().map(Point::epoch).toList();
  }

  private static Finding best(
      Contrast contrast, String side, List<Records.Pair> pairs, List<Side> sides) {
    return new Finding(
        Severity.WARNING,
        AuditCheck.REPORTING,
        Records.ids(pairs),
        new BestEpochReported(
            contrast,
            side,
            sides.get(0).best,
            sides.get(0).runs,
            sides.get(1).best,
            sides.get(1).runs));
  }

  /**
   * What the curves of one side tell.
   *
   * @param best in how many the last reading is the best
   * @param returned in how many it is, though the one before it was none
   * @param repeated in how many it is an earlier best, to the last digit
   * @param repeats how many readings of all epochs from the second on are
   * @param epochs how many of those there are
   * @param coarse how many repeat an earlier reading that was not the best: steps are coarse then
   */
  private record Side(
      int runs, int best, int returned, int repeated, int repeats, int epochs, int coarse) {
    private static final double COARSE = 0.05;

    static Side of(Records records, List<RunRecord> all) {
      int runs = 0;
      int best = 0;
      int returned = 0;
      int repeated = 0;
      int repeats = 0;
      int epochs = 0;
      int coarse = 0;
      for (RunRecord run : all) {
        List<Point> curve = records.curve(run);
        if (curve.size() > 2 && curve.stream().mapToDouble(Point::reading).distinct().count() > 1) {
          Course course = new Course(records.header().objective(), curve);
          int last = curve.size() - 1;
          boolean isBest = course.isBest(last);
          runs++;
          best += isBest ? 1 : 0;
          returned += isBest && !course.isBest(last - 1) ? 1 : 0;
          repeated += course.repeats(last) ? 1 : 0;
          for (int epoch = 1; epoch <= last; epoch++) {
            repeats += course.repeats(epoch) ? 1 : 0;
            coarse += course.repeatsAnother(epoch) ? 1 : 0;
            epochs++;
          }
        }
      }
      return new Side(runs, best, returned, repeated, repeats, epochs, coarse);
    }

    boolean isAheadOf(Side other) {
      boolean oftener = (double) best * other.runs > (double) other.best * runs;
      return oftener
          && isFine()
          && (isRare(returned, runs, other.returned, other.runs)
              || isRare(repeated, runs, other.repeats, other.epochs)
              || isRare(repeats, epochs, other.repeats, other.epochs));
    }

    private boolean isFine() {
      return coarse <= COARSE * epochs;
    }

    private static boolean isRare(int hits, int of, int otherHits, int otherOf) {
      return otherOf > 0
          && UnequalShares.oneSided(hits, of, otherHits, otherOf) <= PairedLogs.STRICT;
    }
  }

  /** A curve, to ask of its epochs. */
  private record Course(Objective objective, List<Point> curve) {
    private double bestBefore(int epoch) {
      return curve.subList(0, epoch).stream()
          .mapToDouble(point -> objective.gain(point.reading()))
          .max()
          .orElse(Double.NEGATIVE_INFINITY);
    }

    boolean isBest(int epoch) {
      return objective.gain(curve.get(epoch).reading()) >= bestBefore(epoch);
    }

    /** Whether it repeats an earlier reading that was not the best by then. */
    boolean repeatsAnother(int epoch) {
      double reading = curve.get(epoch).reading();
      return !repeats(epoch)
          && curve.subList(0, epoch).stream().anyMatch(point -> point.reading() == reading);
    }

    boolean repeats(int epoch) {
      return objective.gain(curve.get(epoch).reading()) == bestBefore(epoch);
    }
  }
}
