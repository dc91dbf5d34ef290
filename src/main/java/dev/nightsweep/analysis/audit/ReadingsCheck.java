package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.ReadingFinding.CoarserReadings;
import dev.nightsweep.analysis.audit.ReadingFinding.NoShare;
import dev.nightsweep.analysis.audit.ReadingFinding.OneSidedMetric;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Did both sides measure alike, and is what they measured theirs? */
final class ReadingsCheck {
  private static final int MAX_DECIMALS = 9;
  private static final int MIN_DIFFERENT = 6;

  private ReadingsCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    noShares(records).ifPresent(findings::add);
    for (Contrast contrast : records.contrasts()) {
      List<Records.Pair> pairs = records.completedPairs(contrast);
      SameRuns.of(records, contrast, pairs).ifPresent(findings::add);
      oneSided(contrast, pairs, findings);
      coarser(records, contrast, pairs).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> noShares(Records records) {
    String metric = records.header().objective().metric();
    if (!records.evidence().metrics().get(metric).isFraction()) {
      return Optional.empty();
    }
    List<RunRecord> outside =
        records.evidence().comparisonRuns().stream()
            .filter(run -> run.reading(metric).isPresent())
            .filter(run -> isOutside(run.reading(metric).getAsDouble()))
            .toList();
    return outside.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Severity.ERROR,
                AuditCheck.REPORTING,
                outside.stream().map(RunRecord::runId).toList(),
                new NoShare(metric, outside.size(), outside.get(0).reading(metric).getAsDouble())));
  }

  private static boolean isOutside(double share) {
    return share < 0 || share > 1;
  }

  private static void oneSided(
      Contrast contrast, List<Records.Pair> pairs, List<Finding> findings) {
    Set<String> metrics = new TreeSet<>();
    pairs.forEach(pair -> pair.both().forEach(run -> metrics.addAll(run.readings().keySet())));
    for (String metric : metrics) {
      List<Records.Pair> level = pairs.stream().filter(p -> isOnly(p, metric, true)).toList();
      List<Records.Pair> baseline = pairs.stream().filter(p -> isOnly(p, metric, false)).toList();
      List<Records.Pair> more = level.size() > baseline.size() ? level : baseline;
      if (!more.isEmpty() && Metrics.isOfOneLayer(metric)) {
        continue; // a layer that one side alone has
      }
      if (!more.isEmpty()
          && (metric.startsWith(Metrics.TEST) || metric.startsWith(Metrics.VALIDATION))) {
        findings.add(
            new Finding(
                Severity.WARNING,
                AuditCheck.REPORTING,
                Records.ids(more),
                new OneSidedMetric(contrast, metric, more.size(), more == level)));
      }
    }
  }

  private static boolean isOnly(Records.Pair pair, String metric, boolean ofLevel) {
    boolean level = pair.level().readings().containsKey(metric);
    boolean baseline = pair.baseline().readings().containsKey(metric);
    return level != baseline && level == ofLevel;
  }

  /** One side rounds, or was read on fewer images. */
  private static Optional<Finding> coarser(
      Records records, Contrast contrast, List<Records.Pair> pairs) {
    int level = decimals(records, pairs.stream().map(Records.Pair::level).toList());
    int baseline = decimals(records, pairs.stream().map(Records.Pair::baseline).toList());
    return areUnlike(level, baseline)
        ? Optional.of(
            new Finding(
                Severity.WARNING,
                AuditCheck.REPORTING,
                Records.ids(pairs),
                new CoarserReadings(
                    contrast, records.header().objective().metric(), level, baseline)))
        : Optional.empty();
  }

  static boolean areUnlikeSteps(Records records, List<Records.Pair> pairs) {
    int level = decimals(records, pairs.stream().map(Records.Pair::level).toList());
    int baseline = decimals(records, pairs.stream().map(Records.Pair::baseline).toList());
    return areUnlike(level, baseline);
  }

  private static boolean areUnlike(int level, int baseline) {
    return level > 0 && baseline > 0 && Math.abs(level - baseline) > 1;
  }

  /** The decimals that the readings of those runs take; 0 if there are too few to tell. */
  private static int decimals(Records records, List<RunRecord> runs) {
    Set<Double> first = new HashSet<>();
    int decimals = 0;
    for (RunRecord run : runs) {
      for (Point point : records.curve(run)) {
        if (Double.isFinite(point.reading())) {
          decimals = Math.max(decimals, decimals(point.reading()));
          if (first.size() < MIN_DIFFERENT) {
            first.add(point.reading());
          }
        }
      }
    }
    return first.size() < MIN_DIFFERENT ? 0 : decimals;
  }

  private static int decimals(double reading) {
    double scaled = Math.abs(reading);
    int decimals = 0;
    while (decimals < MAX_DECIMALS && Math.abs(scaled - Math.rint(scaled)) > 1e-7) {
      scaled *= 10;
      decimals++;
    }
    return decimals;
  }
}
