package dev.nightsweep.report.chart;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A reading against training time: a mark an arm, those of the front told apart. */
public final class ParetoPlot {
  private static final int MAX_OTHERS = 400;
  private static final int MAX_NAMES = 6;
  private static final double WIDTH = 560;
  private static final double HEIGHT = 280;
  private static final double LEFT = 64;
  private static final double RIGHT = WIDTH - 16;
  private static final double TOP = 30;
  private static final double BOTTOM = HEIGHT - 44;

  private final List<Point> points;
  private final Axis x;
  private final Axis y;
  private final Svg svg;

  /** An arm. */
  public record Point(String label, double seconds, double reading, String tip) {}

  private ParetoPlot(List<Point> points, String name, String finding) {
    this.points = points;
    this.x = axis(Point::seconds, LEFT + 8, RIGHT - 8);
    this.y = axis(Point::reading, BOTTOM, TOP);
    String title = "Mean %s against training time, an arm a mark".formatted(name);
    this.svg = new Svg(WIDTH, HEIGHT, "pareto", title, finding);
    svg.text(4, 15, "name", "mean " + name);
  }

  /**
   * The drawing, with what it shows in a sentence.
   *
   * @param points at least two
   * @param front those of them than which no other is both faster and better
   * @param name of what is read
   */
  public static Figure draw(List<Point> points, List<Point> front, String name, String finding) {
    return new ParetoPlot(points, name, finding).draw(front, finding);
  }

  private Axis axis(ToDoubleFunction<Point> of, double start, double end) {
    DoubleSummaryStatistics range = points.stream().mapToDouble(of).summaryStatistics();
    return Axis.ofReadings(range.getMin(), range.getMax(), false, start, end);
  }

  private Figure draw(List<Point> front, String finding) {
    PlotGrid grid = new PlotGrid(LEFT, RIGHT, BOTTOM);
    grid.drawVertical(svg, y, tick -> y.label(tick, 1));
    grid.drawHorizontal(svg, x, "median training seconds an epoch");
    List<Point> others = points.stream().filter(point -> !front.contains(point)).toList();
    int step = 1 + others.size() / MAX_OTHERS;
    for (int i = 0; i < others.size(); i += step) {
      mark(Marker.CIRCLE, others.get(i), "point s5");
    }
    front.forEach(point -> mark(Marker.DIAMOND, point, "point s1"));
    if (points.size() <= MAX_NAMES) {
      points.forEach(this::name);
    }
    String cut = step > 1 ? " Of the others every " + step + "th is drawn." : "";
    return new Figure(svg.finish(), "", finding + cut);
  }

  private void mark(Marker marker, Point point, String style) {
    svg.mark(marker.path(x.at(point.seconds()), y.at(point.reading())), style, point.tip());
  }

  private void name(Point point) {
    double at = x.at(point.seconds());
    boolean right = at < WIDTH / 2; // room for the words
    svg.text(
        right ? at + 9 : at - 9,
        y.at(point.reading()) - 7,
        right ? "small" : "small end",
        point.label());
  }
}
