package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.FindingDetail.OfRuns;
import dev.nightsweep.analysis.paired.FailureTest;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Did one side need more attempts than the other? */
final class RetryCheck {
  private static final double ALPHA = 0.05;

  private RetryCheck() {}

  static List<Finding> of(Records records) {
    Map<String, Long> attempts =
        records.evidence().attempts().stream()
            .collect(Collectors.groupingBy(AttemptRecord::runId, Collectors.counting()));
    List<String> retried =
        records.evidence().comparisonRuns().stream()
            .map(RunRecord::runId)
            .filter(id -> attempts.getOrDefault(id, 1L) > 1)
            .toList();
    List<Finding> findings = new ArrayList<>();
    for (Contrast contrast : records.contrasts()) {
      List<Integer> excesses = excesses(records, contrast, attempts);
      if (FailureTest.paired(excesses) <= ALPHA) {
        findings.add(oneSided(records, contrast, excesses));
      }
    }
    if (!retried.isEmpty() && findings.isEmpty()) {
      findings.add(new Finding(Severity.NOTE, AuditCheck.RETRIES, retried, OfRuns.RETRIED));
    }
    return findings;
  }

  private static List<Integer> excesses(
      Records records, Contrast contrast, Map<String, Long> attempts) {
    List<Integer> excesses = new ArrayList<>();
    for (long seed : records.header().seeds()) {
      int excess = 0;
      for (Records.Pair pair : records.pairs(contrast, seed)) {
        excess += retries(attempts, pair.level()) - retries(attempts, pair.baseline());
      }
      excesses.add(excess);
    }
    return excesses;
  }

  private static int retries(Map<String, Long> attempts, RunRecord run) {
    return Math.toIntExact(Math.max(0, attempts.getOrDefault(run.runId(), 1L) - 1));
  }

  private static Finding oneSided(Records records, Contrast contrast, List<Integer> excesses) {
    int sum = excesses.stream().mapToInt(e -> e).sum();
    return new Finding(
        Severity.WARNING,
        AuditCheck.RETRIES,
        Records.ids(records.pairs(contrast)),
        new FindingDetail.UnequalAttempts(contrast, sum));
  }
}
