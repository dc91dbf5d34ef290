package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Do the LRN layers normalize, or multiply everything by one and the same number? */
final class NormalizationCheck {
  /** An output that is the input times a constant, give or take so much of it, is no more. */
  private static final double CONSTANT = 0.01;

  private NormalizationCheck() {}

  static List<Finding> of(Records records) {
    Map<String, List<RunRecord>> idle = new TreeMap<>();
    for (RunRecord run : records.evidence().comparisonRuns()) {
      for (String metric : run.readings().keySet()) {
        if (metric.endsWith(Metrics.RATIO_SD) && isConstant(run, layer(metric))) {
          idle.computeIfAbsent(layer(metric), l -> new ArrayList<>()).add(run);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    idle.forEach((layer, runs) -> findings.add(finding(layer, runs)));
    return findings;
  }

  private static String layer(String metric) {
    return metric.substring(0, metric.length() - Metrics.RATIO_SD.length());
  }

  private static boolean isConstant(RunRecord run, String layer) {
    double sd = run.reading(layer + Metrics.RATIO_SD).orElse(Double.NaN);
    double mean = run.reading(layer + Metrics.RATIO_MEAN).orElse(Double.NaN);
    return sd < CONSTANT * Math.abs(mean);
  }

  private static Finding finding(String layer, List<RunRecord> runs) {
    double mean =
        runs.stream()
            .mapToDouble(r -> r.reading(layer + Metrics.RATIO_MEAN).orElseThrow())
            .average()
            .orElseThrow();
    return new Finding(
        Severity.WARNING,
        AuditCheck.NORMALIZATION,
        runs.stream().map(RunRecord::runId).toList(),
        new FindingDetail.ConstantLayer(layer, runs.size(), mean));
  }
}
