package dev.nightsweep.report.chart;

import dev.nightsweep.model.Objective;
import dev.nightsweep.report.ParetoView;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The objective against training time: a mark an arm, those of the front told apart. */
public final class ParetoPlot {
  private static final int MOST_DRAWN = 400;
  private static final int MOST_NAMED = 6;
  private static final double WIDTH = 560;
  private static final double HEIGHT = 280;
  private static final double LEFT = 64;
  private static final double RIGHT = 16;
  private static final double TOP = 30;
  private static final double BOTTOM = 44;

  private final List<ParetoView.Spot> spots;
  private final Objective objective;
  private final String name;
  private final Axis x;
  private final Axis y;

  /**
   * @param spots at least two
   */
  public ParetoPlot(List<ParetoView.Spot> spots, Objective objective) {
    this.spots = spots;
    this.objective = objective;
    this.name = Names.metric(objective.metric());
    this.x = axis(ParetoView.Spot::seconds, LEFT + 8, WIDTH - RIGHT - 8);
    this.y = axis(ParetoView.Spot::reading, HEIGHT - BOTTOM, TOP);
  }

  private Axis axis(ToDoubleFunction<ParetoView.Spot> of, double start, double end) {
    DoubleSummaryStatistics range = spots.stream().mapToDouble(of).summaryStatistics();
    return Axis.around(range.getMin(), range.getMax(), false, start, end);
  }

  public Figure draw(List<ParetoView.Spot> front) {
    String finding =
        "%s of %s %s on the front: no other is both faster and better in %s."
            .formatted(
                front.size(),
                Numbers.count(spots.size(), "arm"),
                front.size() == 1 ? "is" : "are",
                name);
    String title = "Mean %s against training time, an arm a mark".formatted(name);
    Svg svg = new Svg(WIDTH, HEIGHT, "pareto", title, finding);
    drawAxes(svg);
    List<ParetoView.Spot> others = spots.stream().filter(spot -> !front.contains(spot)).toList();
    int step = 1 + others.size() / MOST_DRAWN;
    for (int i = 0; i < others.size(); i += step) {
      mark(svg, Marker.CIRCLE, others.get(i), "point s5");
    }
    front.forEach(spot -> mark(svg, Marker.DIAMOND, spot, "point s1"));
    if (spots.size() <= MOST_NAMED) {
      spots.forEach(spot -> name(svg, spot));
    }
    String cut = step > 1 ? " Of the others every " + step + "th is drawn." : "";
    return new Figure(svg.finish(), "", finding + cut);
  }

  private void mark(Svg svg, Marker marker, ParetoView.Spot spot, String style) {
    String tip =
        "%s: %s, %s s an epoch"
            .formatted(
                spot.label(),
                Labels.reading(objective.metric(), spot.reading()),
                Numbers.plain(spot.seconds(), 2));
    svg.mark(marker, x.at(spot.seconds()), y.at(spot.reading()), style, tip);
  }

  private void name(Svg svg, ParetoView.Spot spot) {
    double at = x.at(spot.seconds());
    boolean right = at < WIDTH / 2; // room for the words
    svg.text(
        right ? at + 9 : at - 9,
        y.at(spot.reading()) - 7,
        right ? "small" : "small end",
        spot.label());
  }

  private void drawAxes(Svg svg) {
    svg.text(4, 15, "name", "mean " + name);
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
