package dev.nightsweep.report;

import dev.nightsweep.report.chart.Marker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One arm's learning curve on one metric.
 *
 * @param place the arm's place among those drawn, from 0: it picks colour, dash and mark
 * @param spans by epoch, ascending
 */
public record ArmCurve(int place, String label, List<Span> spans) {

  /** How many arms a figure can tell apart. */
  static final int MOST = Marker.SHAPES.size();

  /**
   * The seeds of an arm at one epoch.
   *
   * @param seeds how many
   */
  public record Span(int epoch, double low, double mean, double high, int seeds) {}

  public ArmCurve {
    spans = List.copyOf(spans);
  }

  public int lastEpoch() {
    return spans.get(spans.size() - 1).epoch();
  }

  Span last() {
    return spans.get(spans.size() - 1);
  }

  public List<Span> reversed() {
    List<Span> reversed = new ArrayList<>(spans);
    Collections.reverse(reversed);
    return reversed;
  }

  public Marker marker() {
    return Marker.SHAPES.get(place % MOST);
  }

  /** Classes of the page's style. */
  public String style() {
    return "s" + place % MOST;
  }
}
