package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.SettingFinding;
import dev.nightsweep.analysis.audit.SettingFinding.EdgeOfGrid;
import dev.nightsweep.analysis.audit.SettingFinding.HandTuned;
import dev.nightsweep.analysis.audit.SettingFinding.UncertainChoice;

/** The sentences of the audit on how settings were chosen. */
final class SettingAuditText {
  private SettingAuditText() {}

  static AuditSentences of(SettingFinding detail) {
    if (detail instanceof UncertainChoice found) {
      return said(found);
    }
    return detail instanceof EdgeOfGrid found ? said(found) : said((HandTuned) detail);
  }

  private static AuditSentences said(EdgeOfGrid found) {
    return new AuditSentences(
        "%s %s best at the %s %s of the %s that were tried (%s), the edge of the grid: the best may lie beyond."
            .formatted(
                String.join("; ", found.arms()),
                found.arms().size() == 1 ? "is" : "are",
                found.smallest() ? "smallest" : "largest",
                found.parameter(),
                found.values(),
                found.text()),
        "In a new sweep, widen the range on that side: an arm kept from its best looks worse than it is.");
  }

  private static AuditSentences said(UncertainChoice found) {
    return new AuditSentences(
        ChoiceText.leaning(found.contrast(), found.arm()),
        "In a new sweep, tune on more selection seeds, or compare at both settings: the interval with the choice of settings is beside the verdict.");
  }

  private static AuditSentences said(HandTuned found) {
    String parameters = String.join(", ", found.parameters());
    return new AuditSentences(
        "The arms of %s have values of their own for %s, set by hand and tuned on neither side."
            .formatted(found.contrast().title(), parameters),
        "In a new sweep, tune %s in every arm alike (nuisance: [%s]), the baseline too; otherwise the side that got more attention wins."
            .formatted(parameters, parameters));
  }
}
