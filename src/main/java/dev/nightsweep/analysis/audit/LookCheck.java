package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.Looks;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.SweepHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * Was anything that decides the verdicts changed when there were results? Of a sweep from before
 * analyses were locked only one thing is known: whether seeds were added after a verdict was shown.
 * Was a verdict shown on the same results in another sweep? And do the readings give what the
 * journaled looks tell?
 */
final class LookCheck {
  private LookCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    records.looked().contradicted().stream().map(Finding::ofLook).forEach(findings::add);
    findings.addAll(records.looked().locked() ? changed(records.header()) : extended(records));
    int runs = records.evidence().comparisonRuns().size();
    SeedSource others = SeedSource.ofFresh(records.header());
    records
        .looked()
        .repeated()
        .forEach(
            (sweep, repeated) ->
                findings.add(
                    repeated(
                        new FindingDetail.ReadingsOfEarlierVerdict(
                            sweep, repeated, runs, others))));
    return List.copyOf(findings);
  }

  private static Finding repeated(FindingDetail detail) {
    return Finding.ofSweep(Severity.WARNING, AuditCheck.LOOKS, detail);
  }

  private static List<Finding> changed(SweepHeader header) {
    return header.isPostHoc()
        ? List.of(error(new FindingDetail.ChangedAnalysis(header.postHoc())))
        : List.of();
  }

  private static List<Finding> extended(Records records) {
    if (Looks.areAllowedFor(records.header())) {
      return List.of();
    }
    return records.details().stream()
        .map(ContrastDetail::result)
        .filter(now -> now.metric().equals(records.header().objective().metric()))
        .filter(
            now ->
                records.looked().shown().stream()
                    .anyMatch(earlier -> Looks.isExtended(earlier, now)))
        .map(now -> extended(now, SeedSource.ofFresh(records.header())))
        .toList();
  }

  private static Finding extended(ContrastResult now, SeedSource others) {
    return error(new FindingDetail.ExtendedAfterLook(now, others));
  }

  private static Finding error(FindingDetail detail) {
    return Finding.ofSweep(Severity.ERROR, AuditCheck.LOOKS, detail);
  }
}
