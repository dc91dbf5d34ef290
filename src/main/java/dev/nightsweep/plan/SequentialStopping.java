package dev.nightsweep.plan;

import dev.nightsweep.analysis.contrast.SequentialResult;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Whether a sweep whose seeds are added by a rule wants another one, and which. */
public final class SequentialStopping {
  private SequentialStopping() {}

  /**
   * Whether some verdict is open and the rule's cap is not reached.
   *
   * @param contrasts as the rule sees them after the seeds there are
   */
  public static boolean wantsMore(SeedRule rule, int seeds, List<SequentialResult> contrasts) {
    return seeds < rule.cap() && !contrasts.stream().allMatch(SequentialResult::isSettled);
  }

  /** The seeds there are and the next: the least from 1 that the sweep has not used. */
  public static List<Long> oneMore(SweepHeader header) {
    Set<Long> used = new HashSet<>(header.seeds());
    used.addAll(header.tuning().map(Tuning::seeds).orElse(List.of()));
    long next =
        LongStream.iterate(1, seed -> seed + 1)
            .filter(seed -> !used.contains(seed))
            .findFirst()
            .orElseThrow();
    List<Long> seeds = new ArrayList<>(header.seeds());
    seeds.add(next);
    return List.copyOf(seeds);
  }
}
