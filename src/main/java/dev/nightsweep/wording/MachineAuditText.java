package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.FindingDetail.OfMachine;
import dev.nightsweep.analysis.audit.FindingDetail.OneSidedOrder;
import dev.nightsweep.analysis.audit.FindingDetail.UnlikeAcrossSeeds;
import dev.nightsweep.analysis.audit.FindingDetail.UnlikeLoad;
import dev.nightsweep.analysis.audit.FindingDetail.UnlikeMachines;
import dev.nightsweep.analysis.audit.FindingDetail.UnlikeTimes;
import dev.nightsweep.analysis.audit.FindingDetail.UnlikeWithinPairs;
import dev.nightsweep.analysis.contrast.MachineHeterogeneity;
import dev.nightsweep.text.Numbers;
import java.util.stream.Collectors;

/** The sentences of the audit on where and when the runs were trained. */
final class MachineAuditText {
  /** The p from which on the audit warns of an order. */
  private static final double ORDER_LEVEL = 0.002;

  private MachineAuditText() {}

  static AuditSentences of(OfMachine detail) {
    if (detail instanceof UnlikeWithinPairs found) {
      return said(found);
    } else if (detail instanceof UnlikeAcrossSeeds found) {
      return said(found);
    } else if (detail instanceof UnlikeMachines found) {
      return said(found);
    } else if (detail instanceof UnlikeLoad found) {
      return said(found);
    } else if (detail instanceof UnlikeTimes found) {
      return said(found);
    }
    return said((OneSidedOrder) detail);
  }

  private static AuditSentences said(UnlikeWithinPairs found) {
    return new AuditSentences(
        "%s differs within %s: %s against %s."
            .formatted(
                found.fact(),
                Numbers.count(found.pairs(), "pair"),
                found.level(),
                found.baseline()),
        found.ofTime()
            ? "Do not compare the times of these pairs; run them again on one machine."
            : "Run these pairs again under one and the same %s.".formatted(found.fact()));
  }

  private static AuditSentences said(UnlikeAcrossSeeds found) {
    return new AuditSentences(
        "%s is not the same for all runs, though within every pair.".formatted(found.fact()),
        "Nothing to do: runs are compared within pairs.");
  }

  private static AuditSentences said(UnlikeMachines found) {
    MachineHeterogeneity machines = found.machines();
    return new AuditSentences(
        "The time ratio of %s is not the same on all machines: %s; they differ in %s."
            .formatted(
                found.contrast().title(),
                machines.shares().stream()
                    .map(MachineAuditText::ratio)
                    .collect(Collectors.joining(", ")),
                String.join(", ", machines.facts()).replace('_', ' ')),
        "Quote the ratio of each machine; the one over all seeds is a mean of unlike machines.");
  }

  private static AuditSentences said(UnlikeLoad found) {
    return new AuditSentences(
        "Beside the runs at the level of %s the machine was %s as busy with other work as beside those at the baseline."
            .formatted(found.contrast().title(), Numbers.ratio(found.ratio(), 2)),
        "Do not compare their times; run the sweep again on a quiet machine.");
  }

  private static AuditSentences said(UnlikeTimes found) {
    return new AuditSentences(
        "Wall time and CPU time of %s disagree: their ratios differ by a factor of %s."
            .formatted(found.contrast().title(), Numbers.plain(found.ratio(), 2)),
        "Check what else the machine did; CPU time tells how much work there was, wall time how long you waited.");
  }

  private static AuditSentences said(OneSidedOrder found) {
    return new AuditSentences(
        "In %s of %s pairs of %s the level was started after the baseline%s."
            .formatted(found.levelLater(), found.pairs(), found.contrast().title(), chance(found)),
        found.elsewhere()
            ? "Whatever changed meanwhile, such as code, data or machine, looks like an effect: make sure that nothing did."
            : "Shuffle the order (order: blocks); otherwise a machine that warms up or slows down"
                + " looks like an effect.");
  }

  /** How likely a shuffled order is like that, and whether so few pairs could tell. */
  private static String chance(OneSidedOrder found) {
    String p = " (p %s by chance".formatted(Numbers.probability(found.p()));
    return found.attainable() > ORDER_LEVEL
        ? "%s; so few pairs reach %s at best, and an alarm needs %s)"
            .formatted(p, Numbers.probability(found.attainable()), Numbers.plain(ORDER_LEVEL, 3))
        : p + ")";
  }

  private static String ratio(MachineHeterogeneity.Share share) {
    return "%s with %s (%s)"
        .formatted(
            Numbers.ratio(share.ratio(), 2),
            Numbers.count(share.seeds().size(), "seed"),
            share.machine());
  }
}
