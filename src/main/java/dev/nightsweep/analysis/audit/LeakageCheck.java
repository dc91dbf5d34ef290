package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.FindingDetail.OfRuns;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.List;

/** Did the test set help to choose anything? */
final class LeakageCheck {
  private LeakageCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    DeclaredMetrics metrics = records.evidence().metrics();
    if (metrics.isOfTestSet(records.header().objective().metric())) {
      findings.add(
          Finding.ofSweep(
              Severity.ERROR,
              AuditCheck.LEAKAGE,
              new FindingDetail.TestObjective(records.header().objective().metric())));
    }
    List<String> again =
        records.evidence().runs().stream()
            .map(RunRecord::runId)
            .filter(id -> records.testEvaluations().getOrDefault(id, 0) > 1)
            .toList();
    if (!again.isEmpty()) {
      findings.add(new Finding(Severity.ERROR, AuditCheck.LEAKAGE, again, OfRuns.TESTED_AGAIN));
    }
    tuning(records, metrics, findings);
    if (!records.header().isTracked()) { // there may have been more than were logged
      int looks = records.testEvaluations().values().stream().mapToInt(n -> n).sum();
      findings.add(
          Finding.ofSweep(
              Severity.NOTE, AuditCheck.LEAKAGE, new FindingDetail.TestEvaluations(looks)));
    }
    return findings;
  }

  private static void tuning(Records records, DeclaredMetrics metrics, List<Finding> findings) {
    List<String> tested =
        records.evidence().runs().stream()
            .filter(run -> run.phase() == PlannedRun.Phase.SELECTION)
            .filter(run -> run.readings().keySet().stream().anyMatch(metrics::isOfTestSet))
            .map(RunRecord::runId)
            .toList();
    if (!tested.isEmpty()) {
      findings.add(new Finding(Severity.NOTE, AuditCheck.LEAKAGE, tested, OfRuns.TESTED_IN_TUNING));
    }
  }
}
