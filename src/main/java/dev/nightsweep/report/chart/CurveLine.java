package dev.nightsweep.report.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One line of a panel of learning curves, with the band around it.
 *
 * @param place among all lines that there are, from 0: it picks colour, dash and mark
 * @param spans by epoch, ascending
 */
public record CurveLine(int place, String label, List<Span> spans) {

  /** How many lines a figure can tell apart. */
  public static final int MAX_LINES = Marker.SHAPES.size();

  /**
   * Some readings at one epoch.
   *
   * @param count how many
   */
  public record Span(int epoch, double low, double mean, double high, int count) {}

  public CurveLine {
    spans = List.copyOf(spans);
  }

  public Span last() {
    return spans.get(spans.size() - 1);
  }

  List<Span> reversed() {
    List<Span> reversed = new ArrayList<>(spans);
    Collections.reverse(reversed);
    return reversed;
  }

  Marker marker() {
    return Marker.SHAPES.get(place % MAX_LINES);
  }

  /** Classes of the page's style. */
  String style() {
    return "s" + place % MAX_LINES;
  }
}
