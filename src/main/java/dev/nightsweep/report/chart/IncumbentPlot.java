package dev.nightsweep.report.chart;

import java.util.List;

/** The best so far against the number of trials: a step for each trial that was better. */
public final class IncumbentPlot {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 260;
  private static final double LEFT = 64;
  private static final double RIGHT = WIDTH - 16;
  private static final double TOP = 30;
  private static final double BOTTOM = HEIGHT - 44;

  private final List<Step> steps;
  private final Axis x;
  private final Axis y;
  private final Svg svg;

  /** A trial that was better than all before it. */
  public record Step(int trial, double reading, String tip) {}

  private IncumbentPlot(List<Step> steps, int trials, String name, String finding) {
    this.steps = steps;
    this.x = new Axis(1, Math.max(2, trials), false, LEFT + 8, RIGHT - 8);
    double low = steps.stream().mapToDouble(Step::reading).min().orElseThrow();
    double high = steps.stream().mapToDouble(Step::reading).max().orElseThrow();
    this.y = Axis.ofReadings(low, high, false, BOTTOM, TOP);
    String title = "The best %s so far, against trials".formatted(name);
    this.svg = new Svg(WIDTH, HEIGHT, "incumbent", title, finding);
    svg.text(4, 15, "name", "best " + name + " so far");
  }

  /**
   * The drawing, with what it shows in a sentence.
   *
   * @param steps at least one
   * @param trials all of them
   * @param name of what is read
   */
  public static Figure draw(List<Step> steps, int trials, String name, String finding) {
    return new Figure(new IncumbentPlot(steps, trials, name, finding).draw(), "", finding);
  }

  private String draw() {
    PlotGrid grid = new PlotGrid(LEFT, RIGHT, BOTTOM);
    grid.drawVertical(svg, y, tick -> y.label(tick, 1));
    grid.drawCounts(svg, x, "trials");
    StringBuilder path = new StringBuilder();
    for (Step step : steps) {
      String across = Svg.number(x.at(step.trial()));
      path.append(path.isEmpty() ? "M" + across + " " : "H" + across + "V");
      path.append(Svg.number(y.at(step.reading())));
    }
    svg.path(path.append("H").append(Svg.number(RIGHT - 8)).toString(), "curve s0");
    for (Step step : steps) {
      String at = Marker.CIRCLE.path(x.at(step.trial()), y.at(step.reading()));
      svg.mark(at, "point s0", step.tip());
    }
    return svg.finish();
  }
}
