package dev.nightsweep.report.chart;

import java.util.List;

/** What was done when: a row for each who did it, a bar for everything done. */
public final class TimelinePlot {
  private static final double WIDTH = 760;
  private static final double LEFT = 76;
  private static final double RIGHT = WIDTH - 12;
  private static final double TOP = 8;
  private static final double ROW = 26;

  private final List<Row> rows;
  private final List<Double> breaks;
  private final double end;
  private final Axis x;

  /** The bars of one who did something. */
  public record Row(String name, List<Bar> bars) {
    public Row {
      bars = List.copyOf(bars);
    }
  }

  /**
   * Something done, from minute to minute.
   *
   * @param style a class of the page's style
   * @param tip may be empty
   */
  public record Bar(double from, double to, String style, String tip) {}

  private TimelinePlot(List<Row> rows, List<Double> breaks, double minutes) {
    this.rows = rows;
    this.breaks = breaks;
    this.end = TOP + ROW * rows.size();
    this.x = new Axis(0, minutes, false, LEFT, RIGHT);
  }

  /**
   * The drawing, with what it shows in a sentence.
   *
   * @param rows with at least one bar
   * @param breaks at which minutes a time is left out
   * @param minutes of all that is shown
   */
  public static Figure draw(List<Row> rows, List<Double> breaks, double minutes, String finding) {
    return new Figure(new TimelinePlot(rows, breaks, minutes).draw(finding), "", finding);
  }

  private String draw(String finding) {
    Svg svg = new Svg(WIDTH, end + 34, "timeline", "What every worker did when", finding);
    double y = TOP;
    for (Row row : rows) {
      svg.text(LEFT - 8, y + 14, "small end", row.name());
      for (Bar bar : row.bars()) {
        drawBar(svg, bar, y);
      }
      y += ROW;
    }
    for (double minute : breaks) {
      svg.line(x.at(minute), TOP, x.at(minute), end, "break");
    }
    drawAxis(svg);
    return svg.finish();
  }

  private void drawBar(Svg svg, Bar bar, double y) {
    double from = x.at(bar.from());
    double width = Math.max(1, x.at(bar.to()) - from - 1);
    svg.bar(new Svg.Box(from, y + 2, width, ROW - 8), bar.style(), bar.tip());
  }

  private void drawAxis(Svg svg) {
    svg.line(LEFT, end, RIGHT, end, "axis");
    for (double tick : x.ticks()) {
      svg.line(x.at(tick), end, x.at(tick), end + 4, "axis");
      svg.text(x.at(tick), end + 17, "small mid", x.label(tick, 1));
    }
    svg.text(
        (LEFT + RIGHT) / 2,
        end + 31,
        "small mid",
        breaks.isEmpty() ? "minutes since the first start" : "minutes of training");
  }
}
