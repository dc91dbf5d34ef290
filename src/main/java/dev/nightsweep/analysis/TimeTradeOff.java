package dev.nightsweep.analysis;

import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.evidence.TrainingTimes;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The objective against training time, arm by arm.
 *
 * @param arms those that have both, in planned order
 * @param front those of which no other is both better and faster, the fastest first
 */
public record TimeTradeOff(List<TradeOffPoint> arms, List<TradeOffPoint> front) {

  /**
   * Where an arm lies.
   *
   * @param seconds an epoch, the median over its completed runs
   * @param reading of the objective, their mean
   */
  public record TradeOffPoint(Arm arm, double seconds, double reading) {}

  public TimeTradeOff {
    arms = List.copyOf(arms);
    front = List.copyOf(front);
  }

  static TimeTradeOff of(Evidence evidence, TrainingTimes times) {
    Objective objective = evidence.sweep().header().objective();
    List<TradeOffPoint> points = points(evidence, times, objective);
    return new TimeTradeOff(points, front(points, objective));
  }

  private static List<TradeOffPoint> points(
      Evidence evidence, TrainingTimes times, Objective objective) {
    Map<String, List<RunRecord>> runs =
        evidence.comparisonRuns().stream()
            .filter(run -> run.state() == RunState.COMPLETED)
            .collect(Collectors.groupingBy(RunRecord::armId));
    List<TradeOffPoint> points = new ArrayList<>();
    for (Arm arm : evidence.sweep().arms()) {
      List<RunRecord> own = runs.getOrDefault(arm.armId(), List.of());
      OptionalDouble seconds =
          TrainingTimes.median(
              own.stream().flatMap(run -> times.medianSeconds(run).stream().boxed()).toList());
      OptionalDouble reading =
          own.stream().flatMapToDouble(run -> run.reading(objective.metric()).stream()).average();
      if (seconds.isPresent() && reading.isPresent()) {
        points.add(new TradeOffPoint(arm, seconds.getAsDouble(), reading.getAsDouble()));
      }
    }
    return points;
  }

  private static List<TradeOffPoint> front(List<TradeOffPoint> points, Objective objective) {
    List<TradeOffPoint> front = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    Comparator<TradeOffPoint> fastest =
        Comparator.comparingDouble(TradeOffPoint::seconds)
            .thenComparing(Comparator.comparingDouble(s -> -objective.gain(s.reading())));
    for (TradeOffPoint point : points.stream().sorted(fastest).toList()) {
      if (objective.gain(point.reading()) > best) {
        best = objective.gain(point.reading());
        front.add(point);
      }
    }
    return front;
  }
}
