package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.List;

/** Did the test set help to choose anything? */
final class LeakageCheck {
  private static final String TEST = "test_";

  private LeakageCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    if (records.header().objective().metric().startsWith(TEST)) {
      findings.add(
          new Finding(
              Severity.ERROR,
              "leakage",
              List.of(),
              "The sweep is judged by %s, so whatever it chooses it chooses on the test set."
                  .formatted(records.header().objective().metric()),
              "Judge by a validation metric; its twin on the test set is shown beside it."));
    }
    List<String> again =
        records.evidence().runs().stream()
            .map(RunRecord::runId)
            .filter(id -> records.testEvaluations().getOrDefault(id, 0) > 1)
            .toList();
    if (!again.isEmpty()) {
      findings.add(
          new Finding(
              Severity.ERROR,
              "leakage",
              again,
              "%s run(s) evaluated the test set more than once.".formatted(again.size()),
              "Evaluate it once, at the end; choose epochs on the validation set."));
    }
    tuning(records, findings);
    int looks = records.testEvaluations().values().stream().mapToInt(n -> n).sum();
    findings.add(
        new Finding(
            Severity.NOTE,
            "leakage",
            List.of(),
            "The test set was evaluated %s time(s) in this sweep.".formatted(looks),
            "Nothing; report it with the result."));
    return findings;
  }

  private static void tuning(Records records, List<Finding> findings) {
    List<String> tested =
        records.evidence().runs().stream()
            .filter(run -> run.phase() == PlannedRun.Phase.SELECTION)
            .filter(run -> run.readings().containsKey(Metrics.TEST_ACCURACY))
            .map(RunRecord::runId)
            .toList();
    if (!tested.isEmpty()) {
      findings.add(
          new Finding(
              Severity.NOTE,
              "leakage",
              tested,
              "%s tuning run(s) evaluated the test set too.".formatted(tested.size()),
              "Choose by validation readings alone."));
    }
  }
}
