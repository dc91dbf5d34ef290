package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.CurveFinding.PastItsBest;
import dev.nightsweep.analysis.audit.CurveFinding.StillRising;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * Had the arms converged when they were compared? Where a further epoch would move an arm by more
 * than the margin, which one is ahead is a question of how long one trains.
 */
final class ConvergenceCheck {
  /** A mean step must exceed the margin by so many of its standard errors. */
  private static final double STANDARD_ERRORS = 2;

  /** The same for a fall since the best epoch, which was picked for being the best. */
  private static final double STANDARD_ERRORS_OF_PICKED = 3;

  private static final int MIN_RUNS = 3;

  private ConvergenceCheck() {}

  static List<Finding> of(Records records) {
    Objective objective = records.header().objective();
    Double margin = records.header().margins().get(objective.metric());
    boolean asked =
        records.header().factors().stream().anyMatch(f -> records.is(Role.EPOCHS, f.name()));
    List<Finding> findings = new ArrayList<>();
    if (margin != null && !asked) {
      rising(records, margin, findings);
      for (Arm arm : compared(records)) {
        fallen(records, arm, margin, findings);
      }
    }
    return findings;
  }

  private static List<Arm> compared(Records records) {
    List<Arm> compared =
        records.evidence().sweep().arms().stream()
            .filter(
                arm ->
                    records.contrasts().stream()
                        .flatMap(contrast -> contrast.cells().stream())
                        .anyMatch(
                            cell ->
                                cell.armId().equals(arm.armId())
                                    || cell.baselineArmId().equals(arm.armId())))
            .toList();
    return SweptRates.settled(records, compared);
  }

  private static void rising(Records records, double margin, List<Finding> findings) {
    Objective objective = records.header().objective();
    List<String> arms = new ArrayList<>();
    double most = 0;
    for (Arm arm : compared(records)) {
      List<Double> steps = new ArrayList<>();
      for (List<Point> curve : curves(records, arm)) {
        Point last = curve.get(curve.size() - 1);
        Point before = curve.get(curve.size() - 2);
        steps.add(
            objective.gain(last.reading() - before.reading()) / (last.epoch() - before.epoch()));
      }
      Mean step = Mean.of(steps);
      if (steps.size() >= MIN_RUNS && step.isAbove(margin, STANDARD_ERRORS)) {
        arms.add(arm.label());
        most = Math.max(most, step.mean());
      }
    }
    if (!arms.isEmpty()) {
      findings.add(
          Finding.ofSweep(
              Severity.WARNING,
              AuditCheck.CONVERGENCE,
              new StillRising(objective.metric(), arms, most, margin)));
    }
  }

  private static void fallen(Records records, Arm arm, double margin, List<Finding> findings) {
    Objective objective = records.header().objective();
    List<List<Point>> curves = curves(records, arm);
    int epochs = curves.stream().mapToInt(List::size).min().orElse(0);
    Mean worst = new Mean(0, 0);
    int best = 0;
    for (int epoch = 0; epoch < epochs - 1; epoch++) {
      List<Double> falls = new ArrayList<>();
      for (List<Point> curve : curves) {
        double end = curve.get(curve.size() - 1).reading();
        falls.add(objective.gain(curve.get(epoch).reading() - end));
      }
      Mean fall = Mean.of(falls);
      if (fall.mean() > worst.mean()) {
        worst = fall;
        best = curves.get(0).get(epoch).epoch();
      }
    }
    if (curves.size() >= MIN_RUNS && worst.isAbove(margin, STANDARD_ERRORS_OF_PICKED)) {
      findings.add(
          Finding.ofSweep(
              Severity.WARNING,
              AuditCheck.CONVERGENCE,
              new PastItsBest(objective.metric(), arm.label(), best, worst.mean())));
    }
  }

  /** Of the arm's completed runs, those that tell of a course. */
  private static List<List<Point>> curves(Records records, Arm arm) {
    return records.completed(arm.armId()).stream()
        .map(records::curve)
        .filter(curve -> curve.size() > 1)
        .filter(curve -> curve.stream().allMatch(p -> Double.isFinite(p.reading())))
        .toList();
  }
}
