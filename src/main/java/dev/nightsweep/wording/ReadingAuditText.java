package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.ReadingFinding;
import dev.nightsweep.analysis.audit.ReadingFinding.CoarserReadings;
import dev.nightsweep.analysis.audit.ReadingFinding.NoShare;
import dev.nightsweep.analysis.audit.ReadingFinding.OneSidedMetric;
import dev.nightsweep.analysis.audit.ReadingFinding.SameOnBothSides;
import dev.nightsweep.analysis.audit.ReadingFinding.SettingIgnored;
import dev.nightsweep.analysis.audit.ReadingFinding.TestIsValidation;
import dev.nightsweep.analysis.audit.ReadingFinding.UnequalGaps;
import dev.nightsweep.analysis.audit.ReadingFinding.UnlikeAmounts;
import dev.nightsweep.analysis.audit.ReadingFinding.ValidationAhead;
import dev.nightsweep.text.Numbers;

/** The sentences of the audit on the final readings of the runs. */
final class ReadingAuditText {
  private ReadingAuditText() {}

  static AuditSentences of(ReadingFinding detail) {
    if (detail instanceof ValidationAhead found) {
      return said(found);
    } else if (detail instanceof UnequalGaps found) {
      return said(found);
    } else if (detail instanceof TestIsValidation found) {
      return said(found);
    } else if (detail instanceof SameOnBothSides found) {
      return said(found);
    } else if (detail instanceof NoShare found) {
      return said(found);
    } else if (detail instanceof OneSidedMetric found) {
      return said(found);
    } else if (detail instanceof CoarserReadings found) {
      return said(found);
    } else if (detail instanceof UnlikeAmounts found) {
      return said(found);
    }
    return said((SettingIgnored) detail);
  }

  private static AuditSentences said(ValidationAhead found) {
    return new AuditSentences(
        "%s of %s is far ahead of its twin on the test set: %s against %s."
            .formatted(
                Names.metric(found.metric()),
                found.arm(),
                number(found.validation()),
                number(found.test())),
        "Check whether it trains on validation images, and rely on the test set meanwhile.");
  }

  private static AuditSentences said(UnequalGaps found) {
    return new AuditSentences(
        "Over the baseline of %s the level gains %s more in %s than on the test set."
            .formatted(
                found.contrast().title(),
                Numbers.signed(found.difference(), Numbers.decimals(found.difference())),
                Names.metric(found.metric())),
        "Check whether one side has seen its validation images, or was evaluated on other images.");
  }

  private static AuditSentences said(TestIsValidation found) {
    return new AuditSentences(
        "%s and its twin on the test set are the same to the last digit in all %s runs."
            .formatted(Names.metric(found.metric()), found.runs()),
        "Read the two on different images: whatever was chosen here was chosen on the test set.");
  }

  private static AuditSentences said(SameOnBothSides found) {
    return new AuditSentences(
        "In %s of %s pairs of %s both sides read the same in every epoch and metric."
            .formatted(found.same(), found.pairs(), found.contrast().title()),
        found.inAll()
            ? unused(found.elsewhere())
            : "Train these pairs again: one side's results seem to be copies of the other's.");
  }

  private static String unused(boolean elsewhere) {
    return elsewhere
        ? "Likely the parameter never reached the program, or runs were logged twice: a verdict says nothing about it. Check how it was passed where these were trained."
        : "Check whether the program uses the parameter at all: so far it changes nothing. One of your own gets it by ${args} in its command, or from NIGHTSWEEP_PARAMETERS, and has to read it.";
  }

  private static AuditSentences said(NoShare found) {
    return new AuditSentences(
        "%s is a share, and lies outside 0 to 1 in %s, such as %s."
            .formatted(
                Names.metric(found.metric()),
                Numbers.count(found.runs(), "run"),
                number(found.reading())),
        "Report shares from 0 to 1 in every arm, not percentages.");
  }

  private static AuditSentences said(OneSidedMetric found) {
    return new AuditSentences(
        "In %s of %s only the %s reports %s."
            .formatted(
                Numbers.count(found.pairs(), "pair"),
                found.contrast().title(),
                found.ofLevel() ? "level" : "baseline",
                Names.metric(found.metric())),
        "Let both sides measure the same: they may not have run the same code.");
  }

  private static AuditSentences said(CoarserReadings found) {
    return new AuditSentences(
        "The sides of %s read %s in unlike steps: %s decimals against %s."
            .formatted(
                found.contrast().title(),
                Names.metric(found.metric()),
                found.level(),
                found.baseline()),
        "Read both sides on the same images, without rounding.");
  }

  private static AuditSentences said(UnlikeAmounts found) {
    return new AuditSentences(
        "The sides of %s report different %s: %s against %s, though their settings are the same."
            .formatted(
                found.contrast().title(),
                found.metric(),
                number(found.level()),
                number(found.baseline())),
        "Check which data and which schedule each side really had.");
  }

  private static AuditSentences said(SettingIgnored found) {
    return new AuditSentences(
        "In %s the program reports %s %s where %s was set."
            .formatted(
                Numbers.count(found.runs(), "run"),
                found.parameter(),
                number(found.reported()),
                found.set()),
        "Check whether the program takes its settings from the command line.");
  }

  private static String number(double number) {
    return Numbers.plain(number, Numbers.decimals(number));
  }
}
