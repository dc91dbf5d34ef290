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
public record TimeTradeOff(List<Spot> arms, List<Spot> front) {

  /**
   * Where an arm lies.
   *
   * @param seconds an epoch, the median over its completed runs
   * @param reading of the objective, their mean
   */
  public record Spot(Arm arm, double seconds, double reading) {}

  public TimeTradeOff {
    arms = List.copyOf(arms);
    front = List.copyOf(front);
  }

  static TimeTradeOff of(Evidence evidence, TrainingTimes times) {
    Objective objective = evidence.sweep().header().objective();
    List<Spot> spots = spots(evidence, times, objective);
    return new TimeTradeOff(spots, front(spots, objective));
  }

  private static List<Spot> spots(Evidence evidence, TrainingTimes times, Objective objective) {
    Map<String, List<RunRecord>> runs =
        evidence.comparisonRuns().stream()
            .filter(run -> run.state() == RunState.COMPLETED)
            .collect(Collectors.groupingBy(RunRecord::armId));
    List<Spot> spots = new ArrayList<>();
    for (Arm arm : evidence.sweep().arms()) {
      List<RunRecord> own = runs.getOrDefault(arm.armId(), List.of());
      OptionalDouble seconds =
          TrainingTimes.median(
              own.stream().flatMap(run -> times.medianSeconds(run).stream().boxed()).toList());
      OptionalDouble reading =
          own.stream().flatMapToDouble(run -> run.reading(objective.metric()).stream()).average();
      if (seconds.isPresent() && reading.isPresent()) {
        spots.add(new Spot(arm, seconds.getAsDouble(), reading.getAsDouble()));
      }
    }
    return spots;
  }

  private static List<Spot> front(List<Spot> spots, Objective objective) {
    List<Spot> front = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    Comparator<Spot> fastest =
        Comparator.comparingDouble(Spot::seconds)
            .thenComparing(Comparator.comparingDouble(s -> -objective.gain(s.reading())));
    for (Spot spot : spots.stream().sorted(fastest).toList()) {
      if (objective.gain(spot.reading()) > best) {
        best = objective.gain(spot.reading());
        front.add(spot);
      }
    }
    return front;
  }
}
