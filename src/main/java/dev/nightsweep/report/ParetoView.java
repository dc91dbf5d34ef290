package dev.nightsweep.report;

import dev.nightsweep.analysis.Figures;
import dev.nightsweep.analysis.TrainingTimes;
import dev.nightsweep.analysis.contrast.Words;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
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
public record ParetoView(Optional<Drawing> drawing, Grid front) {
  private static final int MOST_DRAWN = 400;
  private static final int MOST_NAMED = 25;
  private static final double WIDTH = 560;
  private static final double HEIGHT = 280;
  private static final double LEFT = 64;
  private static final double RIGHT = 16;
  private static final double TOP = 30;
  private static final double BOTTOM = 44;

  private record Spot(String label, double seconds, double reading) {}

  static ParetoView of(SweepFacts facts) {
    Objective objective = facts.sweep().header().objective();
    List<Spot> spots = spots(facts, objective);
    List<Spot> front = front(spots, objective);
    String name = Words.metric(objective.metric());
    Grid table =
        new Grid(
            "No other arm is both faster and better in %s".formatted(name),
            List.of(
                Grid.Column.text("arm"),
                Grid.Column.number("median s / epoch"),
                Grid.Column.number("mean " + name)),
            front.stream().limit(MOST_NAMED).map(spot -> row(spot, objective)).toList());
    return new ParetoView(
        spots.size() < 2 ? Optional.empty() : Optional.of(draw(spots, front, objective)), table);
  }

  private static List<Grid.Cell> row(Spot spot, Objective objective) {
    return List.of(
        Grid.Cell.of(spot.label()),
        Grid.Cell.of(Figures.seconds(spot.seconds())),
        Grid.Cell.of(Written.reading(objective.metric(), spot.reading())));
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

  private static Drawing draw(List<Spot> spots, List<Spot> front, Objective objective) {
    String name = Words.metric(objective.metric());
    String finding =
        "%s of %s %s on the front: no other is both faster and better in %s."
            .formatted(
                front.size(),
                Figures.count(spots.size(), "arm"),
                front.size() == 1 ? "is" : "are",
                name);
    String title = "Mean %s against training time, an arm a mark".formatted(name);
    Svg svg = new Svg(WIDTH, HEIGHT, "pareto", title, finding);
    Axis x =
        Axis.around(
            spots.stream().mapToDouble(Spot::seconds).min().orElseThrow(),
            spots.stream().mapToDouble(Spot::seconds).max().orElseThrow(),
            false,
            LEFT + 8,
            WIDTH - RIGHT - 8);
    Axis y =
        Axis.around(
            spots.stream().mapToDouble(Spot::reading).min().orElseThrow(),
            spots.stream().mapToDouble(Spot::reading).max().orElseThrow(),
            false,
            HEIGHT - BOTTOM,
            TOP);
    drawAxes(svg, x, y, "mean " + name);
    List<Spot> others = spots.stream().filter(spot -> !front.contains(spot)).toList();
    int step = 1 + others.size() / MOST_DRAWN;
    for (int i = 0; i < others.size(); i += step) {
      mark(svg, Marker.CIRCLE, x, y, others.get(i), objective, "point s5");
    }
    front.forEach(spot -> mark(svg, Marker.DIAMOND, x, y, spot, objective, "point s1"));
    return new Drawing(
        svg.finish(),
        "",
        finding + (step > 1 ? " Of the others every " + step + "th is drawn." : ""));
  }

  private static void mark(
      Svg svg, Marker marker, Axis x, Axis y, Spot spot, Objective objective, String style) {
    String tip =
        "%s: %s, %s s an epoch"
            .formatted(
                spot.label(),
                Written.reading(objective.metric(), spot.reading()),
                Figures.plain(spot.seconds(), 2));
    svg.mark(marker, x.at(spot.seconds()), y.at(spot.reading()), style, tip);
  }

  private static void drawAxes(Svg svg, Axis x, Axis y, String name) {
    svg.text(4, 15, "name", name);
    for (double tick : y.ticks()) {
      svg.line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "grid");
      svg.text(LEFT - 6, y.at(tick) + 4, "small end", y.label(tick, 1));
    }
    svg.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "axis");
    for (double tick : x.ticks()) {
      svg.line(x.at(tick), HEIGHT - BOTTOM, x.at(tick), HEIGHT - BOTTOM + 4, "axis");
      svg.text(x.at(tick), HEIGHT - BOTTOM + 18, "small mid", x.label(tick, 1));
    }
    svg.text(
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "small mid", "median training seconds an epoch");
  }
}
