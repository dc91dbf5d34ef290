package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.FindingDetail.OfLearning;
import dev.nightsweep.analysis.audit.FindingDetail.StuckArm;
import dev.nightsweep.analysis.audit.FindingDetail.StuckTuning;
import dev.nightsweep.analysis.audit.FindingDetail.UnknownChance;
import dev.nightsweep.text.Numbers;

/** The sentences of the audit on whether runs learned anything. */
final class LearningAuditText {
  private LearningAuditText() {}

  static AuditSentences of(OfLearning detail) {
    if (detail instanceof StuckArm found) {
      return said(found);
    } else if (detail instanceof StuckTuning found) {
      return said(found);
    }
    return said((UnknownChance) detail);
  }

  private static AuditSentences said(StuckArm found) {
    return new AuditSentences(
        "%s of %s of %s never learned (%s)."
            .formatted(
                found.number(),
                Numbers.count(found.runs(), "run"),
                found.arm(),
                Names.chance(found.level())),
        2 * found.number() > found.runs()
            ? "In a new sweep, fix its training or its settings first: a verdict against it is one on these settings."
            : "Compare how often each side learns; means are over the seeds in which all runs did.");
  }

  private static AuditSentences said(StuckTuning found) {
    return new AuditSentences(
        "%s never learned at any setting that was tried while it was tuned.".formatted(found.arm()),
        "In a new sweep, widen the range of what is tuned: a verdict against it is one on these settings.");
  }

  private static AuditSentences said(UnknownChance found) {
    return new AuditSentences(
        "It is not known what %s would read without having learned anything."
            .formatted(Numbers.count(found.runs(), "run")),
        "State it in the spec of the next sweep (ablation.stuck), so that runs that never learned can be told apart.");
  }
}
