package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.paired.SignTest;
import dev.nightsweep.model.Contrast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Did both sides find the machine alike: as busy, and now before, now after the other? */
final class LoadCheck {
  private static final double TOLERATED = 1.10;

  /** An order as one-sided as that is told; it is no alarm, since there are many contrasts. */
  private static final double UNUSUAL = 0.05;

  private static final int MIN_ORDERED = 3;

  private LoadCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    for (Contrast contrast : records.contrasts()) {
      load(records, contrast).ifPresent(findings::add);
      order(records, contrast).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> load(Records records, Contrast contrast) {
    Map<String, Double> load = records.hostLoad();
    List<Records.Pair> measured =
        records.pairs(contrast).stream()
            .filter(
                pair -> pair.both().stream().allMatch(r -> load.getOrDefault(r.runId(), 0.0) > 0))
            .toList();
    PairedLogs logs =
        PairedLogs.of(
            measured.stream()
                .map(p -> Math.log(load.get(p.level().runId()) / load.get(p.baseline().runId())))
                .toList());
    return logs.isOff(TOLERATED)
        ? Optional.of(
            new Finding(
                Severity.WARNING,
                AuditCheck.LOAD,
                Records.ids(measured),
                new FindingDetail.UnlikeLoad(contrast, logs.ratio())))
        : Optional.empty();
  }

  private static Optional<Finding> order(Records records, Contrast contrast) {
    List<Records.Pair> started =
        records.pairs(contrast).stream()
            .filter(pair -> pair.both().stream().allMatch(run -> run.startedAt().isPresent()))
            .filter(pair -> !pair.level().startedAt().equals(pair.baseline().startedAt()))
            .toList();
    int later =
        (int)
            started.stream()
                .filter(p -> p.level().startedAt().get().isAfter(p.baseline().startedAt().get()))
                .count();
    int n = started.size();
    if (n < MIN_ORDERED) {
      return Optional.empty();
    }
    double p = SignTest.pValue(n, later);
    double attainable = SignTest.pValue(n, 0);
    return p <= UNUSUAL || later == 0 || later == n
        ? Optional.of(
            new Finding(
                p <= PairedLogs.STRICT ? Severity.WARNING : Severity.NOTE,
                AuditCheck.ORDER,
                Records.ids(started),
                new FindingDetail.OneSidedOrder(
                    contrast, later, n, p, attainable, records.header().isTracked())))
        : Optional.empty();
  }
}
