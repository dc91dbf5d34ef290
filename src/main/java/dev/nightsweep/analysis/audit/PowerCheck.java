package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.power.PairedPower;
import dev.nightsweep.model.Verdict;
import java.util.List;

/** Could the seeds have told what the margin asks for? */
final class PowerCheck {
  private PowerCheck() {}

  static List<Finding> of(Records records) {
    int family = records.contrasts().size();
    return records.details().stream()
        .filter(detail -> detail.objective().equals(records.header().objective()))
        .filter(detail -> detail.result().pairs() >= 2)
        .filter(detail -> detail.spread().standardDeviation() > 0)
        .map(detail -> finding(detail, family, SeedSource.ofMore(records.header())))
        .toList();
  }

  private static Finding finding(ContrastDetail detail, int family, SeedSource more) {
    int pairs = detail.result().pairs();
    double detectable =
        detail.spread().standardDeviation()
            * PairedPower.detectable(pairs, Thresholds.ALPHA / family, PairedPower.USUAL);
    boolean tooFew = detail.margin().isPresent() && detectable > detail.margin().getAsDouble();
    boolean open = detail.result().verdict() == Verdict.INCONCLUSIVE;
    return Finding.ofSweep(
        tooFew && open ? Severity.WARNING : Severity.NOTE,
        AuditCheck.POWER,
        new FindingDetail.DetectableDifference(detail.contrast(), pairs, detectable, tooFew, more));
  }
}
