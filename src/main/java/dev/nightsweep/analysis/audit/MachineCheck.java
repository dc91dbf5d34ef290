package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.MachineHeterogeneity;
import dev.nightsweep.model.Contrast;
import java.util.List;

/** Is a level's price in time the same on all machines that the seeds were trained on? */
final class MachineCheck {
  private MachineCheck() {}

  static List<Finding> of(Records records) {
    return records.details().stream()
        .flatMap(time -> time.machines().map(m -> finding(time.contrast(), m)).stream())
        .toList();
  }

  private static Finding finding(Contrast contrast, MachineHeterogeneity machines) {
    return Finding.ofSweep(
        Severity.WARNING,
        AuditCheck.MACHINES,
        new FindingDetail.UnlikeMachines(contrast, machines));
  }
}
