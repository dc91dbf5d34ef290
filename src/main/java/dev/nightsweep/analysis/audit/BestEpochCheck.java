package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.CurveFinding.BestEpochReported;
import dev.nightsweep.analysis.audit.CurveFinding.UnlikeReports;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Does one side report its best epoch in place of its last one? Then its last reading is the best
 * of its curve far more often than the other side's, in a way that a rise does not explain.
 */
final class BestEpochCheck {
  private BestEpochCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    for (Contrast contrast : records.contrasts()) {
      List<Records.Pair> pairs = records.completedPairs(contrast);
      unlikeReports(records, contrast, pairs, findings);
      if (ReadingsCheck.areUnlikeSteps(records, pairs)) {
        continue; // coarse readings repeat themselves
      }
      CurveEnds level = ends(records, pairs.stream().map(Records.Pair::level).toList());
      CurveEnds baseline = ends(records, pairs.stream().map(Records.Pair::baseline).toList());
      if (level.arePickedBeside(baseline)) {
        findings.add(best(contrast, contrast.level(), pairs, List.of(level, baseline)));
      } else if (baseline.arePickedBeside(level)) {
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
            .filter(pair -> !areAlike(records.curve(pair.level()), records.curve(pair.baseline())))
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

  /** Whether they are of the same epochs. */
  private static boolean areAlike(List<Point> level, List<Point> baseline) {
    return level.size() == baseline.size()
        && IntStream.range(0, level.size())
            .allMatch(i -> level.get(i).epoch() == baseline.get(i).epoch());
  }

  private static CurveEnds ends(Records records, List<RunRecord> runs) {
    return new CurveEnds(records.header().objective(), runs.stream().map(records::curve).toList());
  }

  private static Finding best(
      Contrast contrast, String side, List<Records.Pair> pairs, List<CurveEnds> sides) {
    CurveEnds.Count own = sides.get(0).best();
    CurveEnds.Count others = sides.get(1).best();
    return new Finding(
        Severity.WARNING,
        AuditCheck.REPORTING,
        Records.ids(pairs),
        new BestEpochReported(contrast, side, own.hits(), own.of(), others.hits(), others.of()));
  }
}
