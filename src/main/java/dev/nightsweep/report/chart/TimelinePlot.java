package dev.nightsweep.report.chart;

import java.util.List;
import java.util.Locale;

/** What was done when: a row for each who did it, a bar for everything done. */
public final class TimelinePlot {
  private static final double WIDE = 760;
  private static final double NARROW = 340;
  private static final double LEFT = 76;
  private static final double MARGIN = 12;
  private static final double TOP = 8;
  private static final double ROW = 26;

  private final List<Row> rows;
  private final List<Double> breaks;
  private final double end;
  private final double width;
  private final Clock clock;
  private final Axis x;

  /** What the axis counts, so that its numbers are neither tiny nor huge. */
  private enum Clock {
    SECONDS(60),
    MINUTES(1),
    HOURS(1 / 60.0);

    private final double inAMinute;

    Clock(double inAMinute) {
      this.inAMinute = inAMinute;
    }

    static Clock of(double minutes) {
      return minutes < 2 ? SECONDS : minutes < 180 ? MINUTES : HOURS;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The bars of one who did something. */
  public record Row(String name, List<Bar> bars) {
    public Row {
      bars = List.copyOf(bars);
    }

    private Row withoutTips() {
      return new Row(
          name, bars.stream().map(b -> new Bar(b.from(), b.to(), b.style(), "")).toList());
    }
  }

  /**
   * Something done, from minute to minute.
   *
   * @param style a class of the page's style
   * @param tip may be empty
   */
  public record Bar(double from, double to, String style, String tip) {}

  private TimelinePlot(List<Row> rows, List<Double> breaks, double minutes, double width) {
    this.rows = rows;
    this.width = width;
    this.clock = Clock.of(minutes);
    this.breaks = breaks;
    this.end = TOP + ROW * rows.size();
    this.x = new Axis(0, minutes * clock.inAMinute, false, LEFT, width - MARGIN);
  }

  /**
   * The drawing, with what it shows in a sentence.
   *
   * @param rows with at least one bar
   * @param breaks at which minutes a time is left out
   * @param minutes of all that is shown
   */
  public static Figure draw(List<Row> rows, List<Double> breaks, double minutes, String finding) {
    // On a phone there is no pointer that would rest on a bar.
    List<Row> untold = rows.stream().map(Row::withoutTips).toList();
    return new Figure(
        new TimelinePlot(rows, breaks, minutes, WIDE).draw("timeline", finding),
        new TimelinePlot(untold, breaks, minutes, NARROW).draw("timeline-narrow", finding),
        finding);
  }

  private String draw(String id, String finding) {
    Svg svg = new Svg(width, end + 34, id, "What every worker did when", finding);
    double y = TOP;
    for (Row row : rows) {
      svg.text(LEFT - 8, y + 14, "small end", row.name());
      for (Bar bar : row.bars()) {
        drawBar(svg, bar, y);
      }
      y += ROW;
    }
    for (double minute : breaks) {
      svg.line(at(minute), TOP, at(minute), end, "break");
    }
    drawAxis(svg);
    return svg.finish();
  }

  private void drawBar(Svg svg, Bar bar, double y) {
    double from = at(bar.from());
    double length = Math.max(1, at(bar.to()) - from - 1);
    svg.bar(new Svg.Box(from, y + 2, length, ROW - 8), bar.style(), bar.tip());
  }

  private double at(double minute) {
    return x.at(minute * clock.inAMinute);
  }

  private void drawAxis(Svg svg) {
    svg.line(LEFT, end, width - MARGIN, end, "axis");
    for (double tick : x.ticks()) {
      svg.line(x.at(tick), end, x.at(tick), end + 4, "axis");
      svg.text(x.at(tick), end + 17, "small mid", x.label(tick, 1));
    }
    svg.text(
        (LEFT + width - MARGIN) / 2,
        end + 31,
        "small mid",
        clock.word() + (breaks.isEmpty() ? " since the first start" : " of training"));
  }
}
