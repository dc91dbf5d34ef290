package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.CurveFinding;
import dev.nightsweep.analysis.audit.CurveFinding.BestEpochReported;
import dev.nightsweep.analysis.audit.CurveFinding.PastItsBest;
import dev.nightsweep.analysis.audit.CurveFinding.StillRising;
import dev.nightsweep.analysis.audit.CurveFinding.UnlikeReports;
import dev.nightsweep.text.Numbers;

/** The sentences of the audit on the curves of the objective. */
final class CurveAuditText {
  private static final int MAX_ARMS = 4;

  private CurveAuditText() {}

  static AuditSentences of(CurveFinding detail) {
    if (detail instanceof StillRising found) {
      return said(found);
    } else if (detail instanceof PastItsBest found) {
      return said(found);
    } else if (detail instanceof BestEpochReported found) {
      return said(found);
    }
    return said((UnlikeReports) detail);
  }

  private static AuditSentences said(StillRising found) {
    String arms =
        found.arms().size() > MAX_ARMS
            ? "%s arms".formatted(found.arms().size())
            : String.join("; ", found.arms());
    return new AuditSentences(
        "Not converged: %s of %s still improves by up to %s an epoch when training ends, more than the margin of %s."
            .formatted(
                Names.metric(found.metric()), arms, number(found.step()), number(found.margin())),
        "Train for more epochs in a new sweep, or read the verdict as one on that many epochs: the arm that learns faster need not be the better one.");
  }

  private static AuditSentences said(PastItsBest found) {
    return new AuditSentences(
        "%s of %s was best after epoch %s and is worse by %s at the end, more than the margin."
            .formatted(
                Names.metric(found.metric()), found.arm(), found.epoch(), number(found.fall())),
        "In a new sweep, give all arms fewer epochs or a falling learning rate, chosen on other seeds; the last epoch is what counts.");
  }

  private static AuditSentences said(BestEpochReported found) {
    return new AuditSentences(
        "In %s of %s runs of %s the last reading is the best of its curve, against %s of %s on the other side of %s, though the curves do not rise like that."
            .formatted(
                found.best(),
                found.runs(),
                found.side(),
                found.othersBest(),
                found.othersRuns(),
                found.contrast().title()),
        "Report the last epoch on both sides: a best epoch is picked for its luck.");
  }

  private static AuditSentences said(UnlikeReports found) {
    return new AuditSentences(
        "In %s of %s the sides report different epochs (%s against %s readings), though they end at the same one."
            .formatted(
                Numbers.count(found.pairs(), "pair"),
                found.contrast().title(),
                found.level(),
                found.baseline()),
        "Let both report every epoch: a side that leaves some out may have picked those that it reports.");
  }

  private static String number(double number) {
    return Numbers.plain(number, Numbers.decimals(number));
  }
}
