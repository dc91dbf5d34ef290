package dev.nightsweep.report;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Searched;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which columns of numbers are drawn on a log axis. */
final class LogScale {
  private static final double MIN_RATIO = 30;

  private LogScale() {}

  /**
   * Whether a parameter is. Of one that was drawn its distribution says so: the least number of a
   * uniform draw may be as small as you like. Of listed levels the levels do.
   */
  static boolean ofParameter(Optional<Searched> searched, List<Object> settings) {
    return switch (searched.map(Searched::scale).orElse(Searched.Scale.CATEGORIES)) {
      case LOG -> true;
      case LINEAR -> false;
      case CATEGORIES -> spansDecades(settings);
    };
  }

  /** Whether what was measured is; a share is read between 0 and 1. */
  static boolean ofReadings(MetricDefinition metric, List<Object> readings) {
    return !metric.isFraction() && spansDecades(readings);
  }

  private static boolean spansDecades(List<Object> numbers) {
    List<Double> finite =
        numbers.stream()
            .filter(Objects::nonNull)
            .map(number -> ((Number) number).doubleValue())
            .filter(Double::isFinite)
            .toList();
    double low = finite.stream().mapToDouble(n -> n).min().orElse(0);
    double high = finite.stream().mapToDouble(n -> n).max().orElse(0);
    return low > 0 && high / low >= MIN_RATIO;
  }
}
