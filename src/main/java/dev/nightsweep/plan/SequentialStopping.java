package dev.nightsweep.plan;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.ContrastDetail.Basis;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Whether a sweep whose seeds are added by a rule wants another one, and which. */
public final class SequentialStopping {
  private static final Set<Verdict> SETTLED =
      EnumSet.of(Verdict.BETTER, Verdict.WORSE, Verdict.EQUIVALENT);

  private SequentialStopping() {}

  /**
   * Whether some verdict on the objective is open and the rule's cap is not reached. Nothing is to
   * be added while a run is to come that was cancelled, nor where an error stops the verdict.
   */
  public static boolean wantsMore(SweepHeader header, SeedRule rule, List<ContrastDetail> judged) {
    return header.seeds().size() < rule.cap()
        && judged.stream()
            .filter(detail -> detail.objective().equals(header.objective()))
            .filter(detail -> detail.basis() != Basis.STOPPED)
            .anyMatch(detail -> !SETTLED.contains(detail.result().verdict()));
  }

  /** The seeds there are and the next: the least above their least that the sweep has not used. */
  public static List<Long> oneMore(SweepHeader header) {
    Set<Long> used = new HashSet<>(header.seeds());
    used.addAll(header.tuning().map(Tuning::seeds).orElse(List.of()));
    long next =
        LongStream.iterate(Collections.min(header.seeds()), seed -> seed + 1)
            .filter(seed -> !used.contains(seed))
            .findFirst()
            .orElseThrow();
    List<Long> seeds = new ArrayList<>(header.seeds());
    seeds.add(next);
    return List.copyOf(seeds);
  }
}
