package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.LostPair;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.text.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Does every arm have all its seeds, the planned ones and no others, each with a reading? */
final class BalanceCheck {
  private static final double MANY = 0.10;

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
        : Optional.of(
            new Finding(
                Severity.ERROR,
                "balance",
                runs,
                "%s compared run(s) have a seed that was not planned.".formatted(runs.size()),
                "Leave them out: a seed chosen afterwards may be one chosen for its result."));
  }

  private static Optional<Finding> missing(Records records) {
    if (records.evidence().sweep().toCome() > 0) {
      return Optional.empty(); // they are planned when the arms are tuned
    }
    List<String> places = new ArrayList<>();
    for (Arm arm : records.evidence().sweep().arms()) {
      for (long seed : records.header().seeds()) {
        if (records.run(arm.armId(), seed).isEmpty()) {
          places.add("%s with seed %s".formatted(arm.label(), seed));
        }
      }
    }
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Severity.ERROR,
                "balance",
                List.of(),
                "%s planned run(s) are not there, such as %s."
                    .formatted(places.size(), places.get(0)),
                "Resume the sweep, or rebuild the database from its journals."));
  }

  private static String causes(LostPair pair, String metric) {
    return pair.runs().stream()
        .map(run -> Labels.noReading(run.state(), metric))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static Optional<Finding> lost(Records records, ContrastDetail detail) {
    List<LostPair> lost = detail.lost();
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    boolean many = lost.size() > MANY * detail.plannedPairs();
    List<Records.Pair> pairs = new ArrayList<>();
    for (LostPair pair : lost) {
      pairs.addAll(records.pairs(detail.contrast(), pair.seed()));
    }
    return Optional.of(
        new Finding(
            many ? Severity.ERROR : Severity.WARNING,
            "balance",
            Records.ids(pairs),
            "%s of %s pairs of %s gave no difference (%s)."
                .formatted(
                    lost.size(),
                    detail.plannedPairs(),
                    detail.contrast().title(),
                    causes(lost.get(0), detail.objective().metric())),
            "Look at why they failed, and at the test on the failures of either side."));
  }
}
