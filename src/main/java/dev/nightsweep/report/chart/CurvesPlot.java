package dev.nightsweep.report.chart;

import static dev.nightsweep.report.chart.Svg.number;

import dev.nightsweep.report.ArmCurve;
import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * One panel of learning curves: for every arm the mean over its seeds, and the band from the lowest
 * to the highest seed. A log axis where all readings are positive.
 */
public final class CurvesPlot {
  private static final double WIDTH = 440;
  private static final double HEIGHT = 310;
  private static final double LEFT = 52;
  private static final double RIGHT = 14;
  private static final double TOP = 34;
  private static final double BOTTOM = 44;
  private static final int MOST_MARKED = 20;

  private final List<ArmCurve> curves;
  private final String name;
  private final boolean percent;
  private final Axis x;
  private final Axis y;
  private final Svg svg;

  /** What a panel shows. */
  public record Panel(String id, String name, String title, String finding, boolean percent) {}

  private CurvesPlot(List<ArmCurve> curves, Panel panel) {
    this.curves = curves;
    this.name = panel.name();
    this.percent = panel.percent();
    int last = curves.stream().mapToInt(ArmCurve::lastEpoch).max().orElse(1);
    this.x = new Axis(1, Math.max(2, last), false, LEFT + 8, WIDTH - RIGHT - 8);
    double low = readings(ArmCurve.Span::low).min().orElse(1);
    double high = readings(ArmCurve.Span::high).max().orElse(1);
    this.y = Axis.around(low, high, low > 0, HEIGHT - BOTTOM, TOP);
    this.svg = new Svg(WIDTH, HEIGHT, panel.id(), panel.title(), panel.finding());
  }

  /**
   * The figure as SVG.
   *
   * @param curves at least one, each with at least one epoch
   */
  public static String draw(List<ArmCurve> curves, Panel panel) {
    return new CurvesPlot(curves, panel).draw();
  }

  /** The line and mark of an arm, for the legend. */
  public static String swatch(ArmCurve curve) {
    Svg swatch =
        new Svg(34, 14, "swatch-" + curve.place(), curve.label(), "its line in the figures");
    swatch.path("M1 7L33 7", "curve " + curve.style());
    swatch.mark(curve.marker(), 17, 7, "point " + curve.style(), curve.label());
    return swatch.finish();
  }

  private String draw() {
    svg.text(4, 15, "name", name);
    drawAxes();
    curves.forEach(this::drawBand);
    curves.forEach(this::drawMean);
    return svg.finish();
  }

  private void drawAxes() {
    for (double tick : y.ticks()) {
      svg.line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "grid");
      svg.text(LEFT - 6, y.at(tick) + 4, "small end", label(tick));
    }
    svg.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "axis");
    for (double tick : x.ticks()) {
      if (tick == Math.rint(tick)) {
        svg.line(x.at(tick), HEIGHT - BOTTOM, x.at(tick), HEIGHT - BOTTOM + 4, "axis");
        svg.text(x.at(tick), HEIGHT - BOTTOM + 18, "small mid", Numbers.plain(tick, 0));
      }
    }
    svg.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "small mid", "epoch");
  }

  private String label(double tick) {
    return percent ? y.label(tick, 100) + " %" : y.label(tick, 1);
  }

  private void drawBand(ArmCurve curve) {
    Stream<String> there = curve.spans().stream().map(span -> point(span, ArmCurve.Span::high));
    Stream<String> back = curve.reversed().stream().map(span -> point(span, ArmCurve.Span::low));
    svg.path(
        Stream.concat(there, back).collect(Collectors.joining("L", "M", "z")),
        "spread " + curve.style());
  }

  private void drawMean(ArmCurve curve) {
    svg.path(
        curve.spans().stream()
            .map(span -> point(span, ArmCurve.Span::mean))
            .collect(Collectors.joining("L", "M", "")),
        "curve " + curve.style());
    int step = Math.max(1, curve.spans().size() / MOST_MARKED);
    for (int i = 0; i < curve.spans().size(); i += step) {
      ArmCurve.Span span = curve.spans().get(i);
      String tip = "%s, epoch %s: %s".formatted(curve.label(), span.epoch(), read(span.mean()));
      svg.mark(
          curve.marker(), x.at(span.epoch()), y.at(span.mean()), "point " + curve.style(), tip);
    }
  }

  private String read(double reading) {
    return percent ? Numbers.plain(100 * reading, 2) + " %" : Numbers.plain(reading, 4);
  }

  private String point(ArmCurve.Span span, ToDoubleFunction<ArmCurve.Span> part) {
    return number(x.at(span.epoch())) + " " + number(y.at(part.applyAsDouble(span)));
  }

  private DoubleStream readings(ToDoubleFunction<ArmCurve.Span> part) {
    return curves.stream().flatMap(curve -> curve.spans().stream()).mapToDouble(part);
  }
}
