package dev.nightsweep.report.chart;

import dev.nightsweep.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A lane for each comparison: every single difference a dot, below them the mean with its interval,
 * thin, and the one that decides, thick, on the band of the margin and the line of no difference.
 * Ratios lie on a log axis.
 */
public final class ForestPlot {
  private static final double SIDE = 14;
  private static final double TOP = 24;
  private static final double FOOT = 52;

  private final Forest forest;
  private final double width;
  private final double laneHeight;
  private final boolean narrow;
  private final Axis axis;
  private final Svg svg;

  /**
   * What is drawn.
   *
   * @param id unique in the page
   * @param ratios whether the lanes are of ratios of time, and not of differences
   * @param maximize whether a higher difference is better
   * @param lanes at least one
   */
  public record Forest(
      String id, String finding, boolean ratios, boolean maximize, List<Lane> lanes) {
    public Forest {
      lanes = List.copyOf(lanes);
    }
  }

  /**
   * One comparison.
   *
   * @param shortName where there is little room
   * @param figures the mean and its interval, as text
   * @param margin of a difference, or of a ratio's logarithm; NaN for none
   * @param interval NaN at both ends if it is unknown
   * @param deciding likewise, the one by which the comparison was decided
   * @param dots at least one
   */
  public record Lane(
      String name,
      String shortName,
      String figures,
      double margin,
      Interval interval,
      Interval deciding,
      Dot mean,
      List<Dot> dots) {
    public Lane {
      dots = List.copyOf(dots);
    }
  }

  /** From a least to a greatest datum. */
  public record Interval(double low, double high) {
    boolean isKnown() {
      return Double.isFinite(low) && Double.isFinite(high);
    }

    DoubleStream ends() {
      return DoubleStream.of(low, high);
    }
  }

  /** A single datum. */
  public record Dot(double at, String tip) {}

  private ForestPlot(Forest forest, double width) {
    this.forest = forest;
    this.width = width;
    this.narrow = width < 500;
    this.laneHeight = narrow ? 96 : 80;
    this.axis = axis(forest, width);
    String title =
        forest.ratios()
            ? "Ratios of training time, seed by seed"
            : "Differences between paired runs, seed by seed";
    this.svg = new Svg(width, height(), forest.id(), title, forest.finding());
  }

  /** The drawing, as wide as that. */
  public static String draw(Forest forest, double width) {
    return new ForestPlot(forest, width).draw();
  }

  private double height() {
    return TOP + forest.lanes().size() * laneHeight + FOOT;
  }

  private double bottom() {
    return height() - FOOT;
  }

  private String draw() {
    double margin = forest.lanes().get(0).margin();
    if (!Double.isNaN(margin)) {
      String text = marginText(margin);
      svg.text(centre(zero(), text), TOP - 8, "small mid", text);
    }
    drawAxis();
    double top = TOP;
    for (Lane lane : forest.lanes()) {
      drawLane(lane, top);
      top += laneHeight;
    }
    return svg.finish();
  }

  private String marginText(double margin) {
    double high = datum(margin);
    String wide = high > axis.to() ? ", wider than shown" : "";
    return forest.ratios()
        ? "margin ×%s … ×%s%s".formatted(Numbers.plain(1 / high, 2), Numbers.plain(high, 2), wide)
        : "margin ±%s%s".formatted(Numbers.plain(margin, Numbers.decimals(margin)), wide);
  }

  private double datum(double margin) {
    return datum(forest, margin);
  }

  /** Where a margin's end lies. */
  private static double datum(Forest forest, double margin) {
    return forest.ratios() ? Math.exp(margin) : margin;
  }

  private void drawGround(double margin, double top, double bottom) {
    double left = axis.clipped(datum(-margin));
    double right = axis.clipped(datum(margin));
    svg.box(left, top, right - left, bottom - top, "band");
  }

  /** Where a centred text fits that should stand at {@code datum}. */
  private double centre(double datum, String text) {
    double half = text.length() * 3.4;
    return Math.max(half + 2, Math.min(width - half - 2, axis.clipped(datum)));
  }

  private void drawAxis() {
    svg.line(SIDE, bottom(), width - SIDE, bottom(), "axis");
    double last = Double.NEGATIVE_INFINITY;
    for (double tick : axis.ticks()) {
      double x = axis.at(tick);
      svg.line(x, bottom(), x, bottom() + 4, "axis");
      if (x - last > 52) {
        svg.text(centre(tick, label(tick)), bottom() + 18, "small mid", label(tick));
        last = x;
      }
    }
    String low = forest.ratios() ? "faster" : forest.maximize() ? "worse" : "better";
    String high = forest.ratios() ? "slower" : forest.maximize() ? "better" : "worse";
    String than = narrow ? "" : " than its baseline";
    svg.text(SIDE, bottom() + 40, "small", "← " + low + than);
    svg.text(width - SIDE, bottom() + 40, "small end", high + than + " →");
  }

  private void drawLane(Lane lane, double top) {
    svg.text(SIDE, top + 14, "name", name(lane));
    if (narrow) {
      svg.text(SIDE, top + 31, "figures", lane.figures());
    } else {
      svg.text(width - SIDE, top + 14, "figures end", lane.figures());
    }
    double dots = top + laneHeight - 36;
    double ground = dots - 17;
    if (!Double.isNaN(lane.margin())) {
      drawGround(lane.margin(), ground, dots + 25);
    }
    svg.line(axis.at(zero()), ground, axis.at(zero()), dots + 25, "zero");
    drawDots(lane, dots);
    drawInterval(lane, dots + 16);
  }

  /** Dots that would cover each other are stacked, at most three high. */
  private void drawDots(Lane lane, double base) {
    double[] taken = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (Dot dot : lane.dots().stream().sorted(Comparator.comparingDouble(Dot::at)).toList()) {
      double x = axis.at(dot.at());
      int level = 0;
      while (level < taken.length - 1 && x - taken[level] < 7) {
        level++;
      }
      taken[level] = x;
      svg.mark(Marker.CIRCLE.path(x, base - 7.5 * level), "seed", dot.tip());
    }
  }

  private void drawInterval(Lane lane, double y) {
    if (lane.deciding().isKnown()) {
      double low = axis.at(lane.deciding().low());
      svg.line(low, y, axis.at(lane.deciding().high()), y, "deciding");
    }
    if (lane.interval().isKnown()) {
      double low = axis.at(lane.interval().low());
      double high = axis.at(lane.interval().high());
      svg.line(low, y, high, y, "interval");
      svg.line(low, y - 4, low, y + 4, "interval");
      svg.line(high, y - 4, high, y + 4, "interval");
    }
    svg.mark(Marker.DIAMOND.path(axis.at(lane.mean().at()), y), "mean", lane.mean().tip());
  }

  private String name(Lane lane) {
    String whole = narrow ? lane.shortName() : lane.name();
    int max = (int) (width / (narrow ? 7.2 : 10.5));
    return whole.length() <= max ? whole : whole.substring(0, max - 1) + "…";
  }

  private String label(double tick) {
    return forest.ratios() ? "×" + axis.label(tick, 1) : Numbers.signed(tick, axis.decimals());
  }

  private double zero() {
    return datum(0);
  }

  private static Axis axis(Forest forest, double width) {
    double zero = datum(forest, 0);
    double[] shown = forest.lanes().stream().flatMapToDouble(ForestPlot::data).toArray();
    double low = Math.min(zero, DoubleStream.of(shown).min().orElse(zero));
    double high = Math.max(zero, DoubleStream.of(shown).max().orElse(zero));
    double margin = forest.lanes().get(0).margin();
    double reach =
        forest.ratios() ? Math.max(Math.log(high), -Math.log(low)) : Math.max(high, -low);
    if (margin > 0 && margin <= 3 * reach) {
      low = Math.min(low, datum(forest, -margin));
      high = Math.max(high, datum(forest, margin));
    }
    return Axis.around(low, high, forest.ratios(), SIDE, width - SIDE);
  }

  private static DoubleStream data(Lane lane) {
    DoubleStream dots = lane.dots().stream().mapToDouble(Dot::at);
    DoubleStream ends = Stream.of(lane.interval(), lane.deciding()).flatMapToDouble(Interval::ends);
    return DoubleStream.concat(dots, ends).filter(Double::isFinite);
  }
}
