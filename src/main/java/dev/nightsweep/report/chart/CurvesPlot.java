package dev.nightsweep.report.chart;

import static dev.nightsweep.report.chart.Svg.number;

import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * One panel of learning curves: of every line the means, and the band from the lowest to the
 * highest reading.
 */
public final class CurvesPlot {
  private static final double WIDTH = 440;
  private static final double HEIGHT = 310;
  private static final double LEFT = 52;
  private static final double RIGHT = WIDTH - 14;
  private static final double TOP = 34;
  private static final double BOTTOM = HEIGHT - 44;
  private static final int MAX_MARKS = 20;

  private final List<CurveLine> lines;
  private final Panel panel;
  private final Axis x;
  private final Axis y;
  private final Svg svg;

  /**
   * What a panel shows.
   *
   * @param scale of the vertical axis
   * @param unit what the horizontal axis counts
   */
  public record Panel(
      String id, String name, String title, String finding, Scale scale, String unit) {

    /** Of epochs. */
    public Panel(String id, String name, String title, String finding, Scale scale) {
      this(id, name, title, finding, scale, "epoch");
    }

    private boolean percent() {
      return scale.percent();
    }
  }

  /**
   * How readings lie on the vertical axis.
   *
   * @param log whether by powers; all readings must be positive then
   * @param percent whether readings are fractions, to be written as percent
   */
  public record Scale(boolean log, boolean percent) {}

  private CurvesPlot(List<CurveLine> lines, Panel panel) {
    this.lines = lines;
    this.panel = panel;
    int last = lines.stream().mapToInt(line -> line.last().epoch()).max().orElse(1);
    this.x = new Axis(1, Math.max(2, last), false, LEFT + 8, RIGHT - 8);
    double low = readings(CurveLine.Span::low).min().orElse(1);
    double high = readings(CurveLine.Span::high).max().orElse(1);
    this.y = Axis.around(low, high, panel.scale().log() && low > 0, BOTTOM, TOP);
    this.svg = new Svg(WIDTH, HEIGHT, panel.id(), panel.title(), panel.finding());
  }

  /**
   * The panel as SVG.
   *
   * @param lines at least one, each with at least one epoch
   */
  public static String draw(List<CurveLine> lines, Panel panel) {
    return new CurvesPlot(lines, panel).draw();
  }

  /** A line with its mark, for the legend. */
  public static String swatch(CurveLine line) {
    Svg swatch = new Svg(34, 14, "swatch-" + line.place(), line.label(), "its line in the figures");
    swatch.path("M1 7L33 7", "curve " + line.style());
    swatch.mark(line.marker().path(17, 7), "point " + line.style(), line.label());
    return swatch.finish();
  }

  private String draw() {
    svg.text(4, 15, "name", panel.name());
    PlotGrid grid = new PlotGrid(LEFT, RIGHT, BOTTOM);
    grid.drawVertical(svg, y, this::label);
    grid.drawCounts(svg, x, panel.unit());
    lines.forEach(this::drawBand);
    lines.forEach(this::drawMeans);
    return svg.finish();
  }

  private String label(double tick) {
    return panel.percent() ? y.label(tick, 100) + " %" : y.label(tick, 1);
  }

  private void drawBand(CurveLine line) {
    Stream<String> there = line.spans().stream().map(span -> point(span, CurveLine.Span::high));
    Stream<String> back = line.reversed().stream().map(span -> point(span, CurveLine.Span::low));
    svg.path(
        Stream.concat(there, back).collect(Collectors.joining("L", "M", "z")),
        "spread " + line.style());
  }

  private void drawMeans(CurveLine line) {
    svg.path(
        line.spans().stream()
            .map(span -> point(span, CurveLine.Span::mean))
            .collect(Collectors.joining("L", "M", "")),
        "curve " + line.style());
    int step = Math.max(1, line.spans().size() / MAX_MARKS);
    for (int i = 0; i < line.spans().size(); i += step) {
      CurveLine.Span span = line.spans().get(i);
      svg.mark(
          line.marker().path(x.at(span.epoch()), y.at(span.mean())),
          "point " + line.style(),
          "%s, %s %s: %s".formatted(line.label(), panel.unit(), span.epoch(), read(span.mean())));
    }
  }

  private String read(double reading) {
    return panel.percent() ? Numbers.plain(100 * reading, 2) + " %" : Numbers.plain(reading, 4);
  }

  private String point(CurveLine.Span span, ToDoubleFunction<CurveLine.Span> part) {
    return number(x.at(span.epoch())) + " " + number(y.at(part.applyAsDouble(span)));
  }

  private DoubleStream readings(ToDoubleFunction<CurveLine.Span> part) {
    return lines.stream().flatMap(line -> line.spans().stream()).mapToDouble(part);
  }
}
