package dev.nightsweep.report;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.report.chart.CurveLine;
import dev.nightsweep.report.chart.CurveLine.Span;
import java.util.List;

/** On which scale the curves of a metric are drawn. */
final class CurveScale {
  /** Under this range a log axis shows nothing that a linear one does not. */
  private static final double LEAST_RANGE = 3;

  private CurveScale() {}

  /**
   * Whether on a log scale: what falls by powers, such as losses and the error that is left of a
   * fraction. A score between 0 and 1 that is better high, such as F1, is none of them.
   *
   * @param lines as drawn, of a fraction its errors
   */
  static boolean isLog(MetricDefinition metric, List<CurveLine> lines) {
    List<Span> spans = lines.stream().flatMap(line -> line.spans().stream()).toList();
    double low = spans.stream().mapToDouble(Span::low).min().orElse(0);
    double high = spans.stream().mapToDouble(Span::high).max().orElse(0);
    boolean isScore = metric.goal() == Goal.MAXIMIZE && high <= 1;
    return low > 0 && (metric.isFraction() || (!isScore && high >= LEAST_RANGE * low));
  }

  /** What the axis' name gets for it. */
  static String suffix(boolean log) {
    return log ? " (log scale)" : "";
  }
}
