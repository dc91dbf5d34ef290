package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What earlier looks at a sweep mean for the verdicts on it now. */
public final class Looks {
  private Looks() {}

  /** Whether seeds are added by a rule that allows for the looks at them. */
  public static boolean areAllowedFor(SweepHeader header) {
    return header.rule().filter(rule -> !rule.late()).isPresent();
  }

  /**
   * How many contrasts were judged before the analysis was changed, and are not any more: they
   * count in the family of the tests. Of time another metric makes no other contrast.
   */
  static int judgedBefore(SweepHeader header, boolean ofTime) {
    Set<String> now = header.contrasts().stream().map(Contrast::key).collect(Collectors.toSet());
    return Math.toIntExact(
        header.judgedBefore().stream()
            .map(before -> before.contrast().key() + (ofTime ? "" : " " + before.metric()))
            .filter(key -> !now.contains(key))
            .distinct()
            .count());
  }

  /** Whether the contrast has gained seeds since a verdict on it was shown. */
  public static boolean isExtended(ContrastResult earlier, ContrastResult now) {
    return earlier.factor().equals(now.factor())
        && earlier.level().equals(now.level())
        && earlier.baseline().equals(now.baseline())
        && earlier.metric().equals(now.metric())
        && earlier.verdict() != Verdict.NO_VERDICT
        && earlier.pairs() < now.pairs();
  }

  /** Whether some contrast on the objective has, and no rule allows for it. */
  public static boolean areUncontrolled(
      SweepHeader header, List<ContrastDetail> details, List<ContrastResult> shown) {
    return !areAllowedFor(header)
        && details.stream()
            .map(ContrastDetail::result)
            .filter(now -> now.metric().equals(header.objective().metric()))
            .anyMatch(now -> shown.stream().anyMatch(earlier -> isExtended(earlier, now)));
  }
}
