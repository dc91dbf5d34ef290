package dev.nightsweep.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Readings in their order, a line an inch long. */
public final class Sparkline {
  private static final double WIDTH = 150;
  private static final double HEIGHT = 30;
  private static final int MAX_POINTS = 60;

  private final List<Double> readings;
  private final int count;

  private Sparkline(List<Double> readings) {
    this.readings = readings;
    this.count = Math.min(MAX_POINTS, readings.size());
  }

  /**
   * The line as SVG.
   *
   * @param readings at least two
   * @param maximize whether the highest is the best
   */
  public static String draw(
      String id, String title, String finding, List<Double> readings, boolean maximize) {
    Svg svg = new Svg(WIDTH, HEIGHT, id, title, finding);
    new Sparkline(readings).draw(svg, maximize ? 1 : -1);
    return svg.finish();
  }

  private void draw(Svg svg, int sign) {
    double low = readings.stream().mapToDouble(r -> r).min().orElseThrow();
    double high = readings.stream().mapToDouble(r -> r).max().orElseThrow();
    Axis y = Axis.around(low, high, false, HEIGHT - 4, 4);
    List<String> points = new ArrayList<>();
    int best = 0;
    for (int i = 0; i < count; i++) {
      points.add(Svg.number(x(i)) + " " + Svg.number(y.at(reading(i))));
      best = sign * reading(i) > sign * reading(best) ? i : best;
    }
    svg.path("M" + String.join("L", points), "curve s0 thin");
    svg.mark(Marker.CIRCLE.path(x(best), y.at(reading(best))), "point s1", "the best drawn");
  }

  private double x(int i) {
    return 5 + (WIDTH - 10) * i / (count - 1);
  }

  private double reading(int i) {
    return readings.get((int) Math.round((double) i * (readings.size() - 1) / (count - 1)));
  }
}
