package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.CurveFinding;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.FindingDetail;
import dev.nightsweep.analysis.audit.FindingDetail.OfComparison;
import dev.nightsweep.analysis.audit.FindingDetail.OfLearning;
import dev.nightsweep.analysis.audit.FindingDetail.OfMachine;
import dev.nightsweep.analysis.audit.FindingDetail.OfRuns;
import dev.nightsweep.analysis.audit.FindingDetail.OfVerdict;
import dev.nightsweep.analysis.audit.ProvenanceFinding;
import dev.nightsweep.analysis.audit.ReadingFinding;
import dev.nightsweep.analysis.audit.SettingFinding;
import dev.nightsweep.analysis.audit.ShapeFinding;
import dev.nightsweep.analysis.audit.SourceFinding;
import dev.nightsweep.text.Numbers;

/** The sentences of the audit. */
final class AuditText {
  private AuditText() {}

  static AuditSentences of(Finding finding) {
    FindingDetail detail = finding.detail();
    if (detail instanceof OfComparison found) {
      return ComparisonAuditText.of(found);
    } else if (detail instanceof OfMachine found) {
      return MachineAuditText.of(found);
    } else if (detail instanceof OfVerdict found) {
      return VerdictAuditText.of(found);
    } else if (detail instanceof OfLearning found) {
      return LearningAuditText.of(found);
    } else if (detail instanceof SettingFinding found) {
      return SettingAuditText.of(found);
    } else if (detail instanceof CurveFinding found) {
      return CurveAuditText.of(found);
    } else if (detail instanceof ReadingFinding found) {
      return ReadingAuditText.of(found);
    } else if (detail instanceof ShapeFinding found) {
      return ShapeAuditText.of(found);
    } else if (detail instanceof ProvenanceFinding found) {
      return ProvenanceAuditText.of(found, finding.runs().size());
    }
    if (detail instanceof SourceFinding found) {
      return SourceAuditText.of(found);
    }
    return said((OfRuns) detail, finding.runs().size());
  }

  private static AuditSentences said(OfRuns kind, int runs) {
    return switch (kind) {
      case STOPPED_EARLY ->
          new AuditSentences(
              "Early stopping ended %s.".formatted(Numbers.count(runs, "compared run")),
              "Compare arms without early stopping, in a new sweep: it trains some longer than others.");
      case CUT_SHORT ->
          new AuditSentences(
              "%s did not train for as many epochs as were set."
                  .formatted(Numbers.count(runs, "completed run")),
              "Train them again, and check what ended them.");
      case UNPLANNED_SEED ->
          new AuditSentences(
              "%s used a seed that was not planned.".formatted(Numbers.count(runs, "compared run")),
              "Leave them out: a seed chosen afterwards may be one chosen for its result.");
      case RETRIED ->
          new AuditSentences(
              "%s needed more than one attempt, on both sides alike."
                  .formatted(Numbers.count(runs, "run")),
              "Nothing to do: a retry keeps its seed.");
      case TESTED_AGAIN ->
          new AuditSentences(
              "%s evaluated the test set more than once.".formatted(Numbers.count(runs, "run")),
              "Evaluate it once, at the end; choose epochs on the validation set.");
      case TESTED_IN_TUNING ->
          new AuditSentences(
              "%s evaluated the test set too.".formatted(Numbers.count(runs, "tuning run")),
              "Choose by validation readings alone.");
      case TUNED_ON_COMPARED_SEED ->
          new AuditSentences(
              "%s used a seed that the arms are compared on."
                  .formatted(Numbers.count(runs, "tuning run")),
              "Tune on other seeds, in a new sweep: a setting chosen for its luck with a seed keeps that luck.");
    };
  }
}
