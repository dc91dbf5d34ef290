package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.ReadingFinding.TestIsValidation;
import dev.nightsweep.analysis.audit.ReadingFinding.UnequalGaps;
import dev.nightsweep.analysis.audit.ReadingFinding.ValidationAhead;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.inference.TTest;

/**
 * Do validation and test images tell alike? Validation far ahead of test is what leaked validation
 * images look like; validation that is test, to the last digit, is the test set under another name.
 */
final class GapCheck {
  /** So many times as many errors on test as on validation are too many. */
  private static final double FAR = 2;

  private static final double STANDARD_ERRORS = 4;
  private static final int MIN_RUNS = 3;

  private GapCheck() {}

  static List<Finding> of(Records records) {
    Objective objective = records.header().objective();
    List<Finding> findings = new ArrayList<>();
    records
        .evidence()
        .testTwin(objective.metric())
        .ifPresent(
            test -> {
              Gaps gaps = new Gaps(records, objective, test);
              records.evidence().sweep().arms().forEach(arm -> gaps.ofArm(arm, findings));
              records.contrasts().forEach(contrast -> gaps.between(contrast, findings));
              gaps.same(findings);
            });
    return findings;
  }

  /** What the runs read on validation beyond what they read on test; positive is better. */
  private record Gaps(Records records, Objective objective, String test) {

    private boolean has(RunRecord run) {
      return run.reading(objective.metric()).isPresent() && run.reading(test).isPresent();
    }

    private double validation(RunRecord run) {
      return run.reading(objective.metric()).orElse(Double.NaN);
    }

    private double test(RunRecord run) {
      return run.reading(test).orElse(Double.NaN);
    }

    private double gap(RunRecord run) {
      return objective.gain(validation(run) - test(run));
    }

    /** How far from perfect: the error of a share, or what is to be minimized itself. */
    private double error(double reading) {
      boolean share = records.evidence().metrics().get(objective.metric()).isFraction();
      return share && objective.gain(1) > 0 ? 1 - reading : objective.gain(1) < 0 ? reading : 0;
    }

    void ofArm(Arm arm, List<Finding> findings) {
      List<RunRecord> runs = records.completed(arm.armId()).stream().filter(this::has).toList();
      double validation = runs.stream().mapToDouble(this::validation).average().orElse(0);
      double tested = runs.stream().mapToDouble(this::test).average().orElse(0);
      double least = records.header().margins().getOrDefault(objective.metric(), 0.0);
      Mean gap = Mean.of(runs.stream().map(this::gap).toList());
      if (runs.size() >= MIN_RUNS
          && error(tested) > FAR * Math.max(0, error(validation))
          && gap.isAbove(least, STANDARD_ERRORS)) {
        findings.add(
            Finding.ofSweep(
                Severity.WARNING,
                AuditCheck.LEAKAGE,
                new ValidationAhead(objective.metric(), arm.label(), validation, tested)));
      }
    }

    void between(Contrast contrast, List<Finding> findings) {
      List<Double> differences = new ArrayList<>();
      for (Records.Pair pair : records.completedPairs(contrast)) {
        if (has(pair.level()) && has(pair.baseline())) {
          differences.add(gap(pair.level()) - gap(pair.baseline()));
        }
      }
      double least = records.header().margins().getOrDefault(objective.metric(), 0.0);
      double mean = Mean.of(differences).mean();
      if (differences.size() >= PairedLogs.MIN_PAIRS
          && Math.abs(mean) > least
          && p(differences) <= PairedLogs.STRICT) {
        findings.add(
            Finding.ofSweep(
                Severity.WARNING,
                AuditCheck.LEAKAGE,
                new UnequalGaps(contrast, objective.metric(), mean)));
      }
    }

    private static double p(List<Double> differences) {
      double[] all = differences.stream().mapToDouble(d -> d).toArray();
      boolean flat = differences.stream().distinct().count() < 2;
      return flat ? (all[0] == 0 ? 1 : 0) : TTest.withDefaults().test(all).getPValue();
    }

    void same(List<Finding> findings) {
      List<RunRecord> runs =
          records.evidence().comparisonRuns().stream().filter(this::has).toList();
      if (runs.size() >= 2 * MIN_RUNS && runs.stream().allMatch(r -> validation(r) == test(r))) {
        findings.add(
            new Finding(
                Severity.ERROR,
                AuditCheck.LEAKAGE,
                runs.stream().map(RunRecord::runId).toList(),
                new TestIsValidation(objective.metric(), runs.size())));
      }
    }
  }
}
