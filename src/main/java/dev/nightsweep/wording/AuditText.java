package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.Finding;
import java.util.Locale;

/** A finding of the audit in words. */
final class AuditText {
  private AuditText() {}

  /** One line: {@code Audit warning (power): … What to do.} */
  static String line(Finding finding) {
    return "Audit %s (%s): %s %s"
        .formatted(
            finding.severity().name().toLowerCase(Locale.ROOT),
            finding.check(),
            finding.what(),
            finding.advice());
  }
}
