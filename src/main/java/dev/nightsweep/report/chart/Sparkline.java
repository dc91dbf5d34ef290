package dev.nightsweep.report.chart;

import dev.nightsweep.model.Objective;
import dev.nightsweep.text.Labels;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;

/** The objective of a sweep's runs in starting order, a line an inch long. */
public final class Sparkline {
  private static final double WIDTH = 150;
  private static final double HEIGHT = 30;
  private static final int MOST = 60;

  private Sparkline() {}

  /**
   * Empty for fewer than two readings.
   *
   * @param readings in starting order
   */
  public static String draw(String id, Objective objective, List<Double> readings) {
    if (readings.size() < 2) {
      return "";
    }
    double low = readings.stream().mapToDouble(r -> r).min().orElseThrow();
    double high = readings.stream().mapToDouble(r -> r).max().orElseThrow();
    String name = Names.metric(objective.metric());
    String finding =
        "%s of %s runs, from %s to %s"
            .formatted(
                name,
                readings.size(),
                Labels.reading(objective.metric(), low),
                Labels.reading(objective.metric(), high));
    Svg svg = new Svg(WIDTH, HEIGHT, id, name + " run by run", finding);
    Axis y = Axis.around(low, high, false, HEIGHT - 4, 4);
    List<String> points = new ArrayList<>();
    int count = Math.min(MOST, readings.size());
    int best = 0;
    for (int i = 0; i < count; i++) {
      double reading = reading(readings, i, count);
      points.add(Svg.number(x(i, count)) + " " + Svg.number(y.at(reading)));
      best = objective.gain(reading) > objective.gain(reading(readings, best, count)) ? i : best;
    }
    svg.path("M" + String.join("L", points), "curve s0 thin");
    double top = reading(readings, best, count);
    svg.mark(Marker.CIRCLE, x(best, count), y.at(top), "point s1", "the best drawn");
    return svg.finish();
  }

  private static double x(int i, int count) {
    return 5 + (WIDTH - 10) * i / (count - 1);
  }

  private static double reading(List<Double> readings, int i, int count) {
    return readings.get((int) Math.round((double) i * (readings.size() - 1) / (count - 1)));
  }
}
