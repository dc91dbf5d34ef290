package dev.nightsweep.report.chart;

import dev.nightsweep.analysis.importance.Incumbent;
import dev.nightsweep.analysis.importance.SearchResult;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.List;
import java.util.Optional;

/** The best so far against the number of trials: a step for each trial that was better. */
public final class IncumbentPlot {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 260;
  private static final double LEFT = 64;
  private static final double RIGHT = 16;
  private static final double TOP = 30;
  private static final double BOTTOM = 44;

  private final List<Incumbent> steps;
  private final Axis x;
  private final Axis y;
  private final Svg svg;

  private IncumbentPlot(SearchResult result, String metric, String finding) {
    this.steps = result.incumbents();
    this.x = new Axis(1, Math.max(2, result.trials()), false, LEFT + 8, WIDTH - RIGHT - 8);
    double low = steps.stream().mapToDouble(Incumbent::reading).min().orElseThrow();
    double high = steps.stream().mapToDouble(Incumbent::reading).max().orElseThrow();
    this.y = Axis.around(low, high, false, HEIGHT - BOTTOM, TOP);
    String title = "The best %s so far, against trials".formatted(Names.metric(metric));
    this.svg = new Svg(WIDTH, HEIGHT, "incumbent", title, finding);
    svg.text(4, 15, "name", "best " + Names.metric(metric) + " so far");
  }

  /** Empty if no trial has a reading. */
  public static Optional<Figure> of(SearchResult result, String metric) {
    if (result.incumbents().isEmpty()) {
      return Optional.empty();
    }
    Incumbent last = result.incumbents().get(result.incumbents().size() - 1);
    String finding =
        "The best %s of %s, %s, was found by trial %d."
            .formatted(
                Names.metric(metric),
                Numbers.count(result.trials(), "trial"),
                Labels.reading(metric, last.reading()),
                last.trials());
    return Optional.of(
        new Figure(new IncumbentPlot(result, metric, finding).draw(metric), "", finding));
  }

  private String draw(String metric) {
    drawAxes();
    StringBuilder path = new StringBuilder();
    for (Incumbent step : steps) {
      String across = Svg.number(x.at(step.trials()));
      path.append(path.isEmpty() ? "M" + across + " " : "H" + across + "V");
      path.append(Svg.number(y.at(step.reading())));
    }
    svg.path(path.append("H").append(Svg.number(WIDTH - RIGHT - 8)).toString(), "curve s0");
    for (Incumbent step : steps) {
      String tip = "trial %d: %s".formatted(step.trials(), Labels.reading(metric, step.reading()));
      svg.mark(Marker.CIRCLE, x.at(step.trials()), y.at(step.reading()), "point s0", tip);
    }
    return svg.finish();
  }

  private void drawAxes() {
    for (double tick : y.ticks()) {
      svg.line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "grid");
      svg.text(LEFT - 6, y.at(tick) + 4, "small end", y.label(tick, 1));
    }
    svg.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "axis");
    for (double tick : x.ticks()) {
      if (tick == Math.rint(tick)) {
        svg.line(x.at(tick), HEIGHT - BOTTOM, x.at(tick), HEIGHT - BOTTOM + 4, "axis");
        svg.text(x.at(tick), HEIGHT - BOTTOM + 18, "small mid", Numbers.plain(tick, 0));
      }
    }
    svg.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "small mid", "trials");
  }
}
