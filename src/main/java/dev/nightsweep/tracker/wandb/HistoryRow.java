package dev.nightsweep.tracker.wandb;

import dev.nightsweep.tracker.TrackedFact;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one step logged. W&B's own columns begin with an underscore. */
final class HistoryRow {
  private static final String STEP = "_step";
  private static final String TIMESTAMP = "_timestamp";

  private final Map<String, Double> values = new TreeMap<>();
  private long step;

  /** The step, where the record has it beside the columns. */
  void at(long number) {
    step = number;
  }

  void put(String metric, double value) {
    values.put(metric, value);
  }

  List<TrackedFact.Point> points() {
    long at = values.containsKey(STEP) ? values.get(STEP).longValue() : step;
    long time = (long) (values.getOrDefault(TIMESTAMP, 0.0) * 1000);
    return values.entrySet().stream()
        .filter(value -> !value.getKey().startsWith("_"))
        .map(value -> new TrackedFact.Point(value.getKey(), at, value.getValue(), time))
        .toList();
  }
}
