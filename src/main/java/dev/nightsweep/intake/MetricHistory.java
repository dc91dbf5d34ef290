package dev.nightsweep.intake;

import dev.nightsweep.tracker.TrackedFact.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a tracker keeps of one run's metrics.
 *
 * @param points by metric, in the order of their steps
 * @param summaries what stands for a metric at the end
 */
record MetricHistory(SortedMap<String, List<Point>> points, SortedMap<String, Double> summaries) {
  MetricHistory {
    SortedMap<String, List<Point>> sorted = new TreeMap<>();
    points.forEach((name, of) -> sorted.put(name, inOrder(of)));
    points = Collections.unmodifiableSortedMap(sorted);
    summaries = Collections.unmodifiableSortedMap(new TreeMap<>(summaries));
  }

  private static List<Point> inOrder(List<Point> points) {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingLong(Point::step)); // stable: of a step the last one stands
    return List.copyOf(sorted);
  }

  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(points.keySet());
    names.addAll(summaries.keySet());
    return names;
  }

  boolean has(String metric) {
    return points.containsKey(metric) || summaries.containsKey(metric);
  }

  /** The reading of a metric: its last point, or its summary where there are no points. */
  OptionalDouble last(String metric) {
    List<Point> of = points.getOrDefault(metric, List.of());
    if (!of.isEmpty()) {
      return OptionalDouble.of(of.get(of.size() - 1).value());
    }
    Double summary = summaries.get(metric);
    return summary == null ? OptionalDouble.empty() : OptionalDouble.of(summary);
  }

  /** All that was read, without times: equal texts are equal readings. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    points.forEach(
        (name, of) ->
            of.forEach(p -> texts.addAll(List.of(name, Long.toString(p.step()), text(p.value())))));
    summaries.forEach((name, value) -> texts.addAll(List.of(name, "", text(value))));
    return texts;
  }

  private static String text(double value) {
    return Double.toString(value);
  }
}
