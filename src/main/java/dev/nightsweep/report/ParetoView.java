package dev.nightsweep.report;

import dev.nightsweep.analysis.TimeTradeOff;
import dev.nightsweep.model.Objective;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.report.chart.ParetoPlot;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.List;
import java.util.Optional;

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
    List<Spot> spots = spots(facts.analysis().tradeOff().arms());
    List<Spot> front = spots(facts.analysis().tradeOff().front());
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

  private static List<Spot> spots(List<TimeTradeOff.Spot> arms) {
    return arms.stream()
        .map(spot -> new Spot(spot.arm().label(), spot.seconds(), spot.reading()))
        .toList();
  }
}
