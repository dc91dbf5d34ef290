package dev.nightsweep.report.chart;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.Interval;
import dev.nightsweep.analysis.contrast.SeedDifference;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.Names;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One lane a contrast: every seed's difference a dot, below them the 95 % interval with the mean,
 * on the band of the equivalence margin and the line of no difference. For time, ratios on a log
 * axis.
 */
public final class ForestPlot {
  private static final double SIDE = 14;
  private static final double TOP = 24;
  private static final double FOOT = 52;

  private final List<ContrastDetail> lanes;
  private final double width;
  private final double laneHeight;
  private final boolean narrow;
  private final boolean ratios;
  private final Axis axis;
  private final Svg svg;

  private ForestPlot(List<ContrastDetail> lanes, double width, String id, String finding) {
    this.lanes = lanes;
    this.width = width;
    this.narrow = width < 500;
    this.laneHeight = narrow ? 96 : 80;
    this.ratios = lanes.get(0).isTime();
    this.axis = axis(lanes, width);
    this.svg = new Svg(width, height(), id, title(), finding);
  }

  /**
   * The plot as SVG.
   *
   * @param lanes with at least one pair each; at least one, all on time or none
   */
  public static String draw(List<ContrastDetail> lanes, double width, String id, String finding) {
    return new ForestPlot(lanes, width, id, finding).draw();
  }

  private String title() {
    return ratios
        ? "Ratios of training time, seed by seed"
        : "Differences between paired runs, seed by seed";
  }

  private double height() {
    return TOP + lanes.size() * laneHeight + FOOT;
  }

  private double bottom() {
    return height() - FOOT;
  }

  private String draw() {
    drawMargin();
    drawAxis();
    for (int i = 0; i < lanes.size(); i++) {
      drawLane(lanes.get(i), TOP + i * laneHeight);
    }
    return svg.finish();
  }

  private void drawMargin() {
    lanes
        .get(0)
        .margin()
        .ifPresent(
            margin -> {
              String text = marginText(margin);
              svg.text(centre(zero(), text), TOP - 8, "small mid", text);
            });
  }

  private String marginText(double margin) {
    double high = ratios ? Math.exp(margin) : margin;
    String wide = high > axis.to() ? ", wider than shown" : "";
    return ratios
        ? "margin ×%s … ×%s%s".formatted(Numbers.plain(1 / high, 2), Numbers.plain(high, 2), wide)
        : "margin ±%s%s".formatted(Numbers.plain(margin, Numbers.decimals(margin)), wide);
  }

  private void drawGround(double margin, double top, double bottom) {
    double left = axis.clipped(ratios ? Math.exp(-margin) : -margin);
    double right = axis.clipped(ratios ? Math.exp(margin) : margin);
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
    boolean rightIsBetter = lanes.get(0).objective().goal() == Goal.MAXIMIZE;
    String low = ratios ? "faster" : rightIsBetter ? "worse" : "better";
    String high = ratios ? "slower" : rightIsBetter ? "better" : "worse";
    String than = narrow ? "" : " than its baseline";
    svg.text(SIDE, bottom() + 40, "small", "← " + low + than);
    svg.text(width - SIDE, bottom() + 40, "small end", high + than + " →");
  }

  private void drawLane(ContrastDetail lane, double top) {
    String numbers =
        ContrastText.overall(lane)
            + ContrastText.interval(lane).map(interval -> "  " + interval).orElse("");
    svg.text(SIDE, top + 14, "name", name(lane));
    if (narrow) {
      svg.text(SIDE, top + 31, "figures", numbers);
    } else {
      svg.text(width - SIDE, top + 14, "figures end", numbers);
    }
    double dots = top + laneHeight - 36;
    double ground = dots - 17;
    lane.margin().ifPresent(margin -> drawGround(margin, ground, dots + 25));
    svg.line(axis.at(zero()), ground, axis.at(zero()), dots + 25, "zero");
    drawSeeds(lane, dots);
    drawInterval(lane, dots + 16);
  }

  /** Dots that would cover each other are stacked, at most three high. */
  private void drawSeeds(ContrastDetail lane, double base) {
    double[] taken = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    List<SeedDifference> ascending =
        lane.differences().stream()
            .sorted(Comparator.comparingDouble(SeedDifference::difference))
            .toList();
    for (SeedDifference seed : ascending) {
      double x = axis.at(seed.difference());
      int level = 0;
      while (level < taken.length - 1 && x - taken[level] < 7) {
        level++;
      }
      taken[level] = x;
      String tip = "seed " + seed.seed() + ": " + ContrastText.figure(lane, seed.difference());
      svg.mark(Marker.CIRCLE, x, base - 7.5 * level, "seed", tip);
    }
  }

  private void drawInterval(ContrastDetail lane, double y) {
    Interval interval = lane.interval();
    if (interval.isKnown()) {
      double low = axis.at(interval.low());
      double high = axis.at(interval.high());
      svg.line(low, y, high, y, "interval");
      svg.line(low, y - 4, low, y + 4, "interval");
      svg.line(high, y - 4, high, y + 4, "interval");
    }
    double mean = lane.result().meanDifference();
    svg.mark(Marker.DIAMOND, axis.at(mean), y, "mean", "mean " + ContrastText.effect(lane));
  }

  private String name(ContrastDetail lane) {
    String metric = ratios ? "" : " · " + Names.metric(lane.objective().metric());
    String contrast =
        Names.level(lane.contrast())
            + (narrow ? " − " : " against ")
            + Names.baseline(lane.contrast());
    String whole = narrow ? Names.level(lane.contrast()) + metric : contrast + metric;
    int most = (int) (width / (narrow ? 7.2 : 10.5));
    return whole.length() <= most ? whole : whole.substring(0, most - 1) + "…";
  }

  private String label(double tick) {
    return ratios ? "×" + axis.label(tick, 1) : Numbers.signed(tick, axis.decimals());
  }

  private double zero() {
    return ratios ? 1 : 0;
  }

  private static Axis axis(List<ContrastDetail> lanes, double width) {
    boolean ratios = lanes.get(0).isTime();
    double zero = ratios ? 1 : 0;
    double[] shown = lanes.stream().flatMapToDouble(ForestPlot::data).toArray();
    double low = Math.min(zero, DoubleStream.of(shown).min().orElse(zero));
    double high = Math.max(zero, DoubleStream.of(shown).max().orElse(zero));
    double margin = lanes.get(0).margin().orElse(0);
    double reach = ratios ? Math.max(Math.log(high), -Math.log(low)) : Math.max(high, -low);
    if (margin > 0 && margin <= 3 * reach) {
      low = Math.min(low, ratios ? Math.exp(-margin) : -margin);
      high = Math.max(high, ratios ? Math.exp(margin) : margin);
    }
    return Axis.around(low, high, ratios, SIDE, width - SIDE);
  }

  private static DoubleStream data(ContrastDetail lane) {
    DoubleStream seeds = lane.differences().stream().mapToDouble(SeedDifference::difference);
    DoubleStream ends = DoubleStream.of(lane.interval().low(), lane.interval().high());
    return DoubleStream.concat(seeds, ends).filter(Double::isFinite);
  }
}
