package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.Looks;
import dev.nightsweep.model.ContrastResult;
import java.util.List;

/** Were seeds added after a verdict had been shown? */
final class LookCheck {
  private LookCheck() {}

  static List<Finding> of(Records records) {
    if (records.sequential()) {
      return List.of();
    }
    return records.details().stream()
        .map(ContrastDetail::result)
        .filter(now -> now.metric().equals(records.header().objective().metric()))
        .filter(now -> records.shown().stream().anyMatch(earlier -> Looks.isExtended(earlier, now)))
        .map(LookCheck::finding)
        .toList();
  }

  private static Finding finding(ContrastResult now) {
    return Finding.ofSweep(
        Severity.ERROR, AuditCheck.LOOKS, new FindingDetail.ExtendedAfterLook(now));
  }
}
