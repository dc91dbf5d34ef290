package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.FindingDetail.OfRuns;
import dev.nightsweep.analysis.paired.FailureTest;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      double p = Math.min(FailureTest.paired(excesses), unpaired(records, contrast, attempts));
      if (p <= ALPHA || areOnOneSide(excesses)) {
        findings.add(oneSided(records, contrast, excesses, p));
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

  /**
   * Retries are so rare that few seeds have any, and a test of those seeds alone could not find
   * five of ten against none. How many of each side's runs were retried can.
   */
  private static double unpaired(Records records, Contrast contrast, Map<String, Long> attempts) {
    List<Records.Pair> pairs = records.pairs(contrast);
    Set<String> level = new HashSet<>();
    Set<String> baseline = new HashSet<>();
    pairs.forEach(pair -> level.add(pair.level().runId()));
    pairs.forEach(pair -> baseline.add(pair.baseline().runId()));
    return UnequalShares.twoSided(
        retried(level, attempts), level.size(), retried(baseline, attempts), baseline.size());
  }

  private static int retried(Set<String> runs, Map<String, Long> attempts) {
    return (int) runs.stream().filter(id -> attempts.getOrDefault(id, 1L) > 1).count();
  }

  private static int retries(Map<String, Long> attempts, RunRecord run) {
    return Math.toIntExact(Math.max(0, attempts.getOrDefault(run.runId(), 1L) - 1));
  }

  /** Several retries, all on one side, are told even where so few seeds prove nothing. */
  private static boolean areOnOneSide(List<Integer> excesses) {
    return excesses.stream().filter(e -> e != 0).count() > 1
        && (excesses.stream().allMatch(e -> e >= 0) || excesses.stream().allMatch(e -> e <= 0));
  }

  private static Finding oneSided(
      Records records, Contrast contrast, List<Integer> excesses, double p) {
    int sum = excesses.stream().mapToInt(e -> e).sum();
    return new Finding(
        p <= ALPHA ? Severity.WARNING : Severity.NOTE,
        AuditCheck.RETRIES,
        Records.ids(records.pairs(contrast)),
        new FindingDetail.UnequalAttempts(contrast, sum, p));
  }
}
