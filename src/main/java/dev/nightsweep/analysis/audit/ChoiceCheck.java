package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.SettingFinding.UncertainChoice;
import dev.nightsweep.analysis.contrast.TunedContrast;
import java.util.List;

/** Would a verdict be as it is if the arms were compared at settings that read about as well? */
final class ChoiceCheck {
  private ChoiceCheck() {}

  static List<Finding> of(Records records) {
    return records.tuned().stream()
        .filter(TunedContrast::leansOnChoice)
        .map(tuned -> finding(records, tuned))
        .toList();
  }

  private static Finding finding(Records records, TunedContrast tuned) {
    String arm = records.evidence().sweep().arm(tuned.weakest().armId()).label();
    return Finding.ofSweep(Severity.WARNING, AuditCheck.TUNING, new UncertainChoice(tuned, arm));
  }
}
