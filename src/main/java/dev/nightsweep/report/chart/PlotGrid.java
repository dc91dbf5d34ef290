package dev.nightsweep.report.chart;

import dev.nightsweep.text.Numbers;
import java.util.function.DoubleFunction;

/**
 * What lies behind the marks of a drawing with two axes: grid lines, ticks and their labels.
 *
 * @param left where grid lines start; labels stand before it
 * @param right where they end
 * @param bottom where the horizontal axis lies
 */
record PlotGrid(double left, double right, double bottom) {
  private static final double BELOW = 38;

  void drawVertical(Svg svg, Axis y, DoubleFunction<String> label) {
    for (double tick : y.ticks()) {
      svg.line(left, y.at(tick), right, y.at(tick), "grid");
      svg.text(left - 6, y.at(tick) + 4, "small end", label.apply(tick));
    }
  }

  /** An axis of which only whole numbers mean anything. */
  void drawCounts(Svg svg, Axis x, String title) {
    svg.line(left, bottom, right, bottom, "axis");
    for (double tick : x.ticks()) {
      if (tick == Math.rint(tick)) {
        drawTick(svg, x.at(tick), Numbers.plain(tick, 0));
      }
    }
    drawTitle(svg, title);
  }

  void drawHorizontal(Svg svg, Axis x, String title) {
    svg.line(left, bottom, right, bottom, "axis");
    for (double tick : x.ticks()) {
      drawTick(svg, x.at(tick), x.label(tick, 1));
    }
    drawTitle(svg, title);
  }

  private void drawTick(Svg svg, double at, String label) {
    svg.line(at, bottom, at, bottom + 4, "axis");
    svg.text(at, bottom + 18, "small mid", label);
  }

  private void drawTitle(Svg svg, String title) {
    svg.text((left + right) / 2, bottom + BELOW, "small mid", title);
  }
}
