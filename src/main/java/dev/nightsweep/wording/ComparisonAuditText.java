package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.FindingDetail.Effort;
import dev.nightsweep.analysis.audit.FindingDetail.LostSeeds;
import dev.nightsweep.analysis.audit.FindingDetail.MissingRuns;
import dev.nightsweep.analysis.audit.FindingDetail.OfComparison;
import dev.nightsweep.analysis.audit.FindingDetail.SeveralParameters;
import dev.nightsweep.analysis.audit.FindingDetail.UnequalAttempts;
import dev.nightsweep.analysis.audit.FindingDetail.UnequalEpochs;
import dev.nightsweep.analysis.audit.FindingDetail.UnequalSteps;
import dev.nightsweep.analysis.audit.FindingDetail.UnequalTuning;
import dev.nightsweep.analysis.audit.FindingDetail.UntunedRate;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.text.Numbers;
import java.util.stream.Collectors;

/** The sentences of the audit on how far the arms were treated alike. */
final class ComparisonAuditText {
  private ComparisonAuditText() {}

  static AuditSentences of(OfComparison detail) {
    if (detail instanceof SeveralParameters found) {
      return said(found);
    } else if (detail instanceof UntunedRate found) {
      return said(found);
    } else if (detail instanceof UnequalEpochs found) {
      return said(found);
    } else if (detail instanceof UnequalSteps found) {
      return said(found);
    } else if (detail instanceof UnequalTuning found) {
      return said(found);
    } else if (detail instanceof UnequalAttempts found) {
      return said(found);
    } else if (detail instanceof MissingRuns found) {
      return said(found);
    }
    return said((LostSeeds) detail);
  }

  private static AuditSentences said(SeveralParameters found) {
    Contrast contrast = found.contrast();
    String parameters = String.join(", ", found.parameters());
    return contrast.factor().equals(Contrast.ARM)
        ? new AuditSentences(
            "The arms of %s differ in several parameters: %s."
                .formatted(contrast.title(), parameters),
            "Read the verdict as one on all of them together.")
        : new AuditSentences(
            "The arms of %s differ in more than %s: %s."
                .formatted(contrast.title(), contrast.factor(), parameters),
            "In a new sweep, give both sides the same %s, or compare named arms."
                .formatted(parameters));
  }

  private static AuditSentences said(UntunedRate found) {
    return new AuditSentences(
        "%s is compared at one learning rate that was neither tuned nor swept."
            .formatted(found.contrast().title()),
        "In a new sweep, tune it inside every arm (nuisance: [%s]), or make it a factor."
            .formatted(found.parameter()));
  }

  private static AuditSentences said(UnequalEpochs found) {
    return new AuditSentences(
        "In %s of %s the two sides were trained for different numbers of epochs."
            .formatted(Numbers.count(found.pairs(), "pair"), found.contrast().title()),
        "In a new sweep, train both for the same number of epochs.");
  }

  private static AuditSentences said(UnequalSteps found) {
    return new AuditSentences(
        "The sides of %s take different numbers of steps an epoch."
            .formatted(found.contrast().title()),
        "Say so with the verdict, or set epochs so that the steps are equal, in a new sweep.");
  }

  private static AuditSentences said(UnequalTuning found) {
    return new AuditSentences(
        "The arms were tuned with unequal numbers of %s (%s)."
            .formatted(
                found.effort() == Effort.RUNS ? "runs" : "epochs",
                found.arms().stream()
                    .map(arm -> "%s: %s".formatted(arm.arm(), arm.number()))
                    .collect(Collectors.joining("; "))),
        "In a new sweep, give every arm the same budget.");
  }

  private static AuditSentences said(UnequalAttempts found) {
    return new AuditSentences(
        "The %s of %s needed more attempts than the other side (%s more, p %s)."
            .formatted(
                found.excess() > 0 ? "level" : "baseline",
                found.contrast().title(),
                Math.abs(found.excess()),
                Numbers.plain(found.p(), 3)),
        "Find out why: what crashes one side alone may also harm the runs that complete.");
  }

  private static AuditSentences said(MissingRuns found) {
    return new AuditSentences(
        "%s %s missing, such as %s with seed %s."
            .formatted(
                Numbers.count(found.number(), found.elsewhere() ? "run" : "planned run"),
                found.number() == 1 ? "is" : "are",
                found.arm(),
                found.seed()),
        found.elsewhere()
            ? "Find out why the tracker has none: whoever left runs out may have chosen by their results."
            : "Resume the sweep, or rebuild the database from its journals.");
  }

  private static AuditSentences said(LostSeeds found) {
    ContrastDetail contrast = found.contrast();
    return new AuditSentences(
        "%s of %s of %s could not be compared (%s)."
            .formatted(
                contrast.lost().size(),
                Numbers.count(contrast.plannedSeeds(), "seed"),
                contrast.contrast().title(),
                Names.causes(contrast.lost().get(0), contrast.objective().metric())),
        "Find out why, and see the test on whether one side loses more runs than the other.");
  }
}
