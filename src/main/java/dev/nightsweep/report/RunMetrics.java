package dev.nightsweep.report;

import dev.nightsweep.analysis.evidence.TrainingTimes;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Point;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Which metrics are shown of runs. */
public final class RunMetrics {
  private RunMetrics() {}

  /** What the row of a run shows, as far as any run has read it. */
  public static List<String> shown(SweepFacts facts) {
    String objective = facts.sweep().header().objective().metric();
    return Stream.of(
            objective,
            facts.objective().testTwin().orElse(objective),
            Metrics.VALIDATION_ACCURACY,
            Metrics.TEST_ACCURACY,
            Metrics.TRAINING_LOSS)
        .distinct()
        .filter(
            metric -> facts.runs().stream().anyMatch(r -> r.run().readings().containsKey(metric)))
        .toList();
  }

  /** The median, epoch 1 left out; empty if no other epoch was timed. */
  static OptionalDouble secondsAnEpoch(RunFacts facts) {
    List<Double> seconds =
        facts.curves().getOrDefault(Metrics.SECONDS, List.of()).stream()
            .filter(point -> point.epoch() > 1)
            .map(Point::reading)
            .toList();
    return TrainingTimes.median(seconds);
  }

  /** What a chart of curves may show. */
  static boolean isOfEpochs(MetricDefinition metric) {
    return metric.perEpoch() && !metric.detail();
  }
}
