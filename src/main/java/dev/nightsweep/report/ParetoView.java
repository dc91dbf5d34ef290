package dev.nightsweep.report;

import dev.nightsweep.analysis.TrainingTimes;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.report.chart.ParetoPlot;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The objective against training time, arm by arm, and the arms of which no other is both better
 * and faster.
 *
 * @param drawing empty if fewer than two arms have both
 * @param front those arms, the fastest first
 */
public record ParetoView(Optional<Figure> drawing, Grid front) {
  private static final int MOST_NAMED = 25;

  public record Spot(String label, double seconds, double reading) {}

  static ParetoView of(SweepFacts facts) {
    Objective objective = facts.sweep().header().objective();
    List<Spot> spots = spots(facts, objective);
    List<Spot> front = front(spots, objective);
    String name = Names.metric(objective.metric());
    Grid table =
        new Grid(
            "No other arm is both faster and better in %s".formatted(name),
            List.of(
                Grid.Column.text("arm"),
                Grid.Column.number("median s / epoch"),
                Grid.Column.number("mean " + name)),
            front.stream().limit(MOST_NAMED).map(spot -> row(spot, objective)).toList());
    return new ParetoView(
        spots.size() < 2
            ? Optional.empty()
            : Optional.of(new ParetoPlot(spots, objective).draw(front)),
        table);
  }

  private static List<Grid.Cell> row(Spot spot, Objective objective) {
    return List.of(
        Grid.Cell.of(spot.label()),
        Grid.Cell.of(Numbers.seconds(spot.seconds())),
        Grid.Cell.of(Labels.reading(objective.metric(), spot.reading())));
  }

  private static List<Spot> spots(SweepFacts facts, Objective objective) {
    TrainingTimes times = TrainingTimes.wall(facts.evidence());
    Map<String, List<RunRecord>> runs =
        facts.evidence().comparisonRuns().stream()
            .filter(run -> run.state() == RunState.COMPLETED)
            .collect(Collectors.groupingBy(RunRecord::armId));
    List<Spot> spots = new ArrayList<>();
    for (Arm arm : facts.sweep().arms()) {
      List<RunRecord> own = runs.getOrDefault(arm.armId(), List.of());
      OptionalDouble seconds =
          TrainingTimes.median(
              own.stream().flatMap(run -> times.medianSeconds(run).stream().boxed()).toList());
      OptionalDouble reading =
          own.stream().flatMapToDouble(run -> run.reading(objective.metric()).stream()).average();
      if (seconds.isPresent() && reading.isPresent()) {
        spots.add(new Spot(arm.label(), seconds.getAsDouble(), reading.getAsDouble()));
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
