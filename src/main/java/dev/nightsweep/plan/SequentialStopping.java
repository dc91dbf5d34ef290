package dev.nightsweep.plan;

import dev.nightsweep.analysis.contrast.ClaimResult;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.ContrastDetail.Basis;
import dev.nightsweep.model.Contrast;
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
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Whether a sweep whose seeds are added by a rule wants another one, which, and of which arms. */
public final class SequentialStopping {
  private static final Set<Verdict> SETTLED =
      EnumSet.of(Verdict.BETTER, Verdict.WORSE, Verdict.EQUIVALENT);

  private SequentialStopping() {}

  /**
   * The arms of the contrasts that are open on the objective, and while there are any, those of
   * claims that are open: they are trained on another seed. None if the rule's cap is reached.
   * Nothing is to be added where an error stops the verdict, nor where the seeds up to the cap
   * would hardly settle it.
   */
  public static Set<String> openArms(
      SweepHeader header, SeedRule rule, List<ContrastDetail> judged, List<ClaimResult> claims) {
    List<Contrast> open =
        judged.stream()
            .filter(detail -> detail.objective().equals(header.objective()))
            .filter(SequentialStopping::isOpen)
            .map(ContrastDetail::contrast)
            .toList();
    if (open.isEmpty() || header.seeds().size() >= rule.cap()) {
      return Set.of();
    }
    Stream<Contrast> claimed =
        claims.stream()
            .filter(claim -> claim.ruling() == ClaimResult.Ruling.OPEN)
            .map(claim -> claim.claim().contrast());
    return Stream.concat(open.stream(), claimed)
        .flatMap(contrast -> contrast.cells().stream())
        .flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isOpen(ContrastDetail detail) {
    return detail.basis() != Basis.STOPPED
        && !SETTLED.contains(detail.result().verdict())
        && !detail.isHopeless();
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
