package dev.nightsweep.intake;

import dev.nightsweep.tracker.TrackedFact.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Brings the metrics of a run onto the epochs of a sweep: an epoch is a step at which the metric
 * was logged that the run is judged by. What is logged at other steps belongs to the epoch that it
 * falls into, and the last of it stands.
 */
final class MetricEpochs {
  /** More steps than that are batches: they are grouped. */
  static final int MAX_EPOCHS = 2000;

  private final MetricHistory history;
  private final List<Long> steps;
  private final List<SortedMap<String, Double>> epochs = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();

  private MetricEpochs(MetricHistory history, List<Long> steps) {
    this.history = history;
    this.steps = steps;
  }

  /** The readings of one epoch, and when it was over, if that is known. */
  record Epoch(Map<String, Double> readings, Optional<Instant> at) {}

  /** In order; one, where the metric has no steps but a value at the end; none without any. */
  static List<Epoch> of(MetricHistory history, String metric) {
    if (history.names().isEmpty()) {
      return List.of();
    }
    List<Long> steps = steps(history, metric);
    return new MetricEpochs(history, steps.isEmpty() ? List.of(Long.MAX_VALUE) : grouped(steps))
        .epochs(metric);
  }

  /** The steps at which the metric was logged, in order. */
  static List<Long> steps(MetricHistory history, String metric) {
    return history.points().getOrDefault(metric, List.of()).stream()
        .map(Point::step)
        .distinct()
        .toList();
  }

  /** The last steps of groups of equal size. */
  private static List<Long> grouped(List<Long> steps) {
    long size = steps.size();
    return size <= MAX_EPOCHS
        ? steps
        : LongStream.rangeClosed(1, MAX_EPOCHS)
            .mapToObj(group -> steps.get((int) (group * size / MAX_EPOCHS) - 1))
            .toList();
  }

  private List<Epoch> epochs(String metric) {
    steps.forEach(
        step -> {
          epochs.add(new TreeMap<>());
          times.add(0L);
        });
    history.points().forEach(this::place);
    history.points().getOrDefault(metric, List.of()).forEach(p -> times.set(epoch(p), p.time()));
    history
        .summaries()
        .forEach(
            (name, value) -> {
              if (!history.points().containsKey(name)) {
                epochs.get(epochs.size() - 1).put(name, value);
              }
            });
    List<Epoch> placed = new ArrayList<>();
    for (int i = 0; i < epochs.size(); i++) {
      long time = times.get(i);
      placed.add(
          new Epoch(
              epochs.get(i),
              FoundRun.isTime(time) ? Optional.of(Instant.ofEpochMilli(time)) : Optional.empty()));
    }
    return placed;
  }

  private void place(String name, List<Point> points) {
    points.forEach(point -> epochs.get(epoch(point)).put(name, point.value()));
  }

  /** The first epoch that ends at or behind the point's step; behind the last one, that one. */
  private int epoch(Point point) {
    int low = 0;
    int high = steps.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (steps.get(middle) >= point.step()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
