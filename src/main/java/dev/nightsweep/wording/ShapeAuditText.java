package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.ShapeFinding;
import dev.nightsweep.analysis.audit.ShapeFinding.LeansOnSeed;
import dev.nightsweep.analysis.audit.ShapeFinding.OneSeedApart;
import dev.nightsweep.analysis.audit.ShapeFinding.SharedImages;
import dev.nightsweep.analysis.audit.ShapeFinding.Skewed;
import dev.nightsweep.text.Numbers;

/** The sentences of the audit on the assumptions that the tests make. */
final class ShapeAuditText {
  private ShapeAuditText() {}

  static AuditSentences of(ShapeFinding detail) {
    if (detail instanceof Skewed found) {
      return said(found);
    } else if (detail instanceof OneSeedApart found) {
      return said(found);
    } else if (detail instanceof LeansOnSeed found) {
      return said(found);
    }
    return said((SharedImages) detail);
  }

  private static AuditSentences said(Skewed found) {
    return new AuditSentences(
        "The readings spread farther to one side than chance explains (p %s); most of all in %s, with skewness %s: the 5 %% error rate of a verdict may not hold."
            .formatted(
                Numbers.probability(found.p()),
                found.contrast().title(),
                Numbers.signed(found.skewness(), 2)),
        "Look at the seeds one by one; if some runs are stuck, the next sweep can say so (ablation.stuck), so that they count as outcomes of their own.");
  }

  private static AuditSentences said(OneSeedApart found) {
    return new AuditSentences(
        "Seed %s has %s %% of the sum of squares of %s: the others say little beside it."
            .formatted(
                found.seed().seed(),
                Math.round(100 * found.seed().share()),
                found.contrast().title()),
        "Look at the runs of that seed, and report the result without it beside the one with it.");
  }

  private static AuditSentences said(LeansOnSeed found) {
    return new AuditSentences(
        "%s: the verdict is %s, and without seed %s it is %s (p %s)%s."
            .formatted(
                found.contrast().title(),
                found.verdict().text(),
                found.without().seed(),
                found.without().verdict().text(),
                Numbers.probability(found.without().pHolm()),
                found.seeds() == 1 ? "" : "; %s seeds can turn it".formatted(found.seeds())),
        "Report it as a result that one seed decides.");
  }

  private static AuditSentences said(SharedImages found) {
    return new AuditSentences(
        "All seeds of %s are read on the same images: for new images the variance is %s times what the seeds show."
            .formatted(found.contrast().title(), Numbers.plain(found.inflation(), 1)),
        "Quote the interval for new seeds and new images; more seeds cannot make it narrower.");
  }
}
