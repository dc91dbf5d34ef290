package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.FindingDetail.MissingRuns;
import dev.nightsweep.analysis.audit.FindingDetail.OfRuns;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.LostSeed;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does every arm have all its seeds, the planned ones and no others, each with a reading? */
final class BalanceCheck {
  private BalanceCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    strangeSeeds(records).ifPresent(findings::add);
    missing(records).ifPresent(findings::add);
    for (ContrastDetail detail : records.details()) {
      if (detail.objective().equals(records.header().objective())) {
        lost(records, detail).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> strangeSeeds(Records records) {
    Set<Long> planned = new HashSet<>(records.header().seeds());
    List<String> runs =
        records.evidence().comparisonRuns().stream()
            .filter(run -> !planned.contains(run.seed()))
            .map(RunRecord::runId)
            .toList();
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding(Severity.ERROR, AuditCheck.BALANCE, runs, OfRuns.UNPLANNED_SEED));
  }

  private static Optional<Finding> missing(Records records) {
    if (records.evidence().sweep().toCome() > 0) {
      return Optional.empty(); // they are planned when the arms are tuned
    }
    boolean elsewhere = records.header().isTracked();
    Optional<MissingRuns> missing = Optional.empty();
    for (Arm arm : records.evidence().sweep().arms()) {
      for (long seed : records.header().seeds()) {
        if (isMissing(records, arm, seed)) {
          MissingRuns first = missing.orElse(new MissingRuns(0, arm.label(), seed, elsewhere));
          missing =
              Optional.of(
                  new MissingRuns(first.number() + 1, first.arm(), first.seed(), elsewhere));
        }
      }
    }
    return missing.map(
        found -> Finding.ofSweep(severity(records, found), AuditCheck.BALANCE, found));
  }

  /** What was planned here is there; a tracker may lack a few runs, as a sweep may lose a few. */
  private static Severity severity(Records records, MissingRuns missing) {
    int all = records.evidence().sweep().arms().size() * records.header().seeds().size();
    return missing.elsewhere() && !Thresholds.areTooMany(missing.number(), all)
        ? Severity.WARNING
        : Severity.ERROR;
  }

  /** But for arms that nothing was to be settled of when a rule added the seed. */
  private static boolean isMissing(Records records, Arm arm, long seed) {
    return records.run(arm.armId(), seed).isEmpty()
        && !records.judged().byArm().isLeftOut(arm.armId(), seed);
  }

  private static Optional<Finding> lost(Records records, ContrastDetail detail) {
    List<LostSeed> lost = detail.lost();
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    boolean many = Thresholds.areTooMany(lost.size(), detail.plannedSeeds());
    List<Records.Pair> pairs = new ArrayList<>();
    for (LostSeed seed : lost) {
      pairs.addAll(records.pairs(detail.contrast(), seed.seed()));
    }
    return Optional.of(
        new Finding(
            many ? Severity.ERROR : Severity.WARNING,
            AuditCheck.BALANCE,
            Records.ids(pairs),
            new FindingDetail.LostSeeds(detail)));
  }
}
