package dev.nightsweep.wording;

import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Verdict;
import java.util.List;

/** What a sweep answers, in a few words for lists of sweeps. */
public final class ShortAnswer {
  private ShortAnswer() {}

  /** On the objective, by the rows of a look: one answer for each contrast. */
  public static List<String> of(SweepHeader header, List<ContrastResult> rows) {
    return rows.stream()
        .filter(row -> row.metric().equals(header.objective().metric()))
        .map(ShortAnswer::of)
        .toList();
  }

  /** {@code lrn=true better}, or {@code lrn=true better at width=1, worse at width=2}. */
  public static String of(ContrastResult row) {
    String level =
        row.factor().equals(Contrast.ARM) ? row.level() : row.factor() + "=" + row.level();
    String weight = isNegligible(row) ? "negligibly " : "";
    return level + " " + row.byLevel().orElse(weight + row.verdict().text());
  }

  /**
   * Whether a difference was found, and shown to be smaller than the margin: by an equivalence p
   * that leaves each side half of α.
   */
  public static boolean isNegligible(ContrastResult row) {
    boolean isUnequal = row.verdict() == Verdict.BETTER || row.verdict() == Verdict.WORSE;
    return isUnequal && row.pFailures().isEmpty() && row.pEquivalenceHolm() <= Thresholds.ALPHA / 2;
  }
}
