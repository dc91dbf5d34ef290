package dev.nightsweep.wording;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.ReadingFinding.SameOnBothSides;
import dev.nightsweep.analysis.audit.Severity;
import java.util.List;

/** Says before a verdict that its two sides read the same throughout, so that it says nothing. */
public final class IdenticalArmsText {
  private IdenticalArmsText() {}

  /** A sentence a contrast; none where that is no error. */
  public static List<String> of(SweepAnalysis analysis) {
    return analysis.findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR && isOfAllPairs(finding))
        .map(finding -> FindingText.of(finding).line())
        .toList();
  }

  private static boolean isOfAllPairs(Finding finding) {
    return finding.detail() instanceof SameOnBothSides same && same.inAll();
  }
}
