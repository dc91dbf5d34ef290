package dev.nightsweep.report;

import dev.nightsweep.analysis.TimeTradeOff;
import dev.nightsweep.model.MetricDefinition;
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
  private static final int MAX_ROWS = 25;

  static ParetoView of(SweepFacts facts) {
    MetricDefinition objective = facts.objective();
    List<ParetoPlot.Point> points = points(facts.analysis().tradeOff().arms(), facts);
    List<ParetoPlot.Point> front = points(facts.analysis().tradeOff().front(), facts);
    String name = Names.metric(objective.name());
    Grid table =
        new Grid(
            "No other arm is both faster and better in %s".formatted(name),
            List.of(
                Grid.Column.text("arm"),
                Grid.Column.number("median s / epoch"),
                Grid.Column.number("mean " + name)),
            front.stream().limit(MAX_ROWS).map(point -> row(point, objective)).toList());
    return new ParetoView(
        points.size() < 2
            ? Optional.empty()
            : Optional.of(ParetoPlot.draw(points, front, name, finding(points, front, name))),
        table);
  }

  private static String finding(
      List<ParetoPlot.Point> points, List<ParetoPlot.Point> front, String name) {
    return "%s of %s %s on the front: no other is both faster and better in %s."
        .formatted(
            front.size(),
            Numbers.count(points.size(), "arm"),
            front.size() == 1 ? "is" : "are",
            name);
  }

  private static List<Grid.Cell> row(ParetoPlot.Point point, MetricDefinition objective) {
    return List.of(
        Grid.Cell.of(point.label()),
        Grid.Cell.of(Numbers.seconds(point.seconds())),
        Grid.Cell.of(Labels.reading(objective, point.reading())));
  }

  private static List<ParetoPlot.Point> points(
      List<TimeTradeOff.TradeOffPoint> arms, SweepFacts facts) {
    return arms.stream().map(arm -> point(arm, facts)).toList();
  }

  private static ParetoPlot.Point point(TimeTradeOff.TradeOffPoint point, SweepFacts facts) {
    String label = LearningView.label(facts, point.arm());
    String tip =
        "%s: %s, %s s an epoch"
            .formatted(
                label,
                Labels.reading(facts.objective(), point.reading()),
                Numbers.plain(point.seconds(), 2));
    return new ParetoPlot.Point(label, point.seconds(), point.reading(), tip);
  }
}
