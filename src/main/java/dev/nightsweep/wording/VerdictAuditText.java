package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.FindingDetail.ChangedAnalysis;
import dev.nightsweep.analysis.audit.FindingDetail.ConstantLayer;
import dev.nightsweep.analysis.audit.FindingDetail.ContradictedLook;
import dev.nightsweep.analysis.audit.FindingDetail.DetectableDifference;
import dev.nightsweep.analysis.audit.FindingDetail.EqualDifferences;
import dev.nightsweep.analysis.audit.FindingDetail.EqualReadings;
import dev.nightsweep.analysis.audit.FindingDetail.ExtendedAfterLook;
import dev.nightsweep.analysis.audit.FindingDetail.OfVerdict;
import dev.nightsweep.analysis.audit.FindingDetail.ReadingsOfEarlierVerdict;
import dev.nightsweep.analysis.audit.FindingDetail.RepeatedReadings;
import dev.nightsweep.analysis.audit.FindingDetail.TestEvaluations;
import dev.nightsweep.analysis.audit.FindingDetail.TestObjective;
import dev.nightsweep.analysis.audit.SeedSource;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.text.Numbers;

/** The sentences of the audit on how far a verdict can be believed. */
final class VerdictAuditText {
  private VerdictAuditText() {}

  static AuditSentences of(OfVerdict detail) {
    if (detail instanceof TestObjective found) {
      return said(found);
    } else if (detail instanceof TestEvaluations found) {
      return said(found);
    } else if (detail instanceof ChangedAnalysis found) {
      return said(found);
    } else if (detail instanceof ReadingsOfEarlierVerdict found) {
      return said(found);
    } else if (detail instanceof ExtendedAfterLook found) {
      return said(found);
    } else if (detail instanceof ContradictedLook found) {
      return said(found);
    } else if (detail instanceof DetectableDifference found) {
      return said(found);
    } else if (detail instanceof RepeatedReadings found) {
      return said(found);
    } else if (detail instanceof EqualReadings found) {
      return stepped(
          "All %s runs of %s end with the same %s"
              .formatted(found.runs(), found.arm(), Names.metric(found.metric())));
    } else if (detail instanceof EqualDifferences found) {
      return stepped(
          "All %s pairs of %s differ by the same amount in %s"
              .formatted(found.pairs(), found.contrast().title(), Names.metric(found.metric())));
    }
    return said((ConstantLayer) detail);
  }

  private static AuditSentences said(TestObjective found) {
    return new AuditSentences(
        "The sweep is judged by %s, so whatever it chooses it chooses on the test set."
            .formatted(found.metric()),
        "In a new sweep, judge by a validation metric; its twin on the test set is shown beside it.");
  }

  private static AuditSentences said(TestEvaluations found) {
    return new AuditSentences(
        "The test set was evaluated %s in this sweep."
            .formatted(Numbers.count(found.number(), "time")),
        "Nothing to do but to report it with the result.");
  }

  private static AuditSentences said(ChangedAnalysis found) {
    return new AuditSentences(
        "Post hoc: %s, changed after there were results: error rate not controlled."
            .formatted(String.join("; ", found.changes())),
        SeedAdvice.of(SeedSource.NEW_SWEEP));
  }

  private static AuditSentences said(ReadingsOfEarlierVerdict found) {
    return new AuditSentences(
        "%s of %s readings were part of an earlier verdict, that of %s: the two verdicts are not independent, and this one may have been sought because of that one."
            .formatted(found.readings(), found.runs(), found.sweepId()),
        SeedAdvice.of(found.others()));
  }

  private static AuditSentences said(ExtendedAfterLook found) {
    ContrastResult now = found.now();
    return new AuditSentences(
        "%s: %s against %s was extended after a look: error rate not controlled."
            .formatted(now.factor(), now.level(), now.baseline()),
        SeedAdvice.of(found.others()));
  }

  private static AuditSentences said(RepeatedReadings found) {
    boolean all = found.runs() == found.completed();
    return new AuditSentences(
        "%s runs of %s read the same in every epoch, though each has a seed of its own; there is no verdict on them."
            .formatted(
                all ? "All " + found.runs() : found.runs() + " of " + found.completed(),
                found.arm()),
        found.elsewhere()
            ? "Likely the parameter that was named as the seed does not decide what is random, or the program ignored it. Or results were copied. Repair that and train them again."
            : "Likely the program ignores its seed: one of your own has to read it from its argument --seed or from NIGHTSWEEP_SEED, and begin every random stream with it. Or results were copied. Repair that and train them again.");
  }

  private static AuditSentences stepped(String what) {
    return new AuditSentences(
        what + ", so seeds show no spread; half of the metric's step stands in for it.",
        "In a new sweep, judge by a finer metric, or evaluate on more images.");
  }

  private static AuditSentences said(ContradictedLook found) {
    String sentence = found.difference().sentence();
    return new AuditSentences(
        "What is stored does not follow from the readings: %s.".formatted(sentence),
        "Do not believe what is stored: it was edited, or its readings were.");
  }

  private static AuditSentences said(DetectableDifference found) {
    double difference = found.difference();
    return new AuditSentences(
        "%s paired seeds of %s find a difference of %s in four of five such sweeps%s."
            .formatted(
                found.pairs(),
                found.contrast().title(),
                Numbers.plain(difference, Numbers.decimals(difference)),
                found.exceedsMargin() ? ", which is more than the margin" : ""),
        found.exceedsMargin() ? SeedAdvice.of(found.more()) : AuditSentences.NOTHING);
  }

  private static AuditSentences said(ConstantLayer found) {
    return new AuditSentences(
        "In %s %s does next to nothing: it multiplies all it sees by about %s."
            .formatted(
                Numbers.count(found.runs(), "run"),
                found.layer(),
                Numbers.plain(found.factor(), 3)),
        "In a new sweep, compare with a constant factor (constant_scale in alexnet, a scale layer in a net file), or raise its alpha or input.scaling.");
  }
}
