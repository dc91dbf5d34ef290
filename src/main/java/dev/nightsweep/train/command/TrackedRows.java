package dev.nightsweep.train.command;

import dev.nightsweep.train.command.Reported.Mark;
import dev.nightsweep.train.command.Reported.Readings;
import dev.nightsweep.train.command.Reported.Unit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rows that a program logs, in order, as readings. A program counts epochs if the first row
 * that has the metric it is judged by has an epoch too; the rows before that one wait. Of one that
 * does not, each row with the metric is one. What the other rows log belongs to the next one.
 */
final class TrackedRows implements ReadingRows {
  /** After so many rows without the metric it is decided without it. */
  static final int MAX_WAITING = 10_000;

  private static final String EPOCH = "epoch";

  private final String objective;
  private final Deque<TrackedRow> waiting = new ArrayDeque<>();
  private final Map<String, Double> loose = new TreeMap<>();
  private Optional<Unit> unit = Optional.empty();
  private Optional<Mark> last = Optional.empty();

  /**
   * @param objective the metric that the run is judged by; empty if that is not known
   */
  TrackedRows(String objective) {
    this.objective = objective;
  }

  @Override
  public void add(TrackedRow row, List<Reported> reported) {
    if (unit.isEmpty()) {
      waiting.add(row);
      if (objective.isEmpty() || row.values().containsKey(objective)) {
        decide(epoch(row).isPresent(), reported);
      } else if (waiting.size() >= MAX_WAITING) {
        decide(hasEpochs(), reported);
      }
    } else {
      take(row, reported);
    }
  }

  private void decide(boolean byEpoch, List<Reported> reported) {
    unit = Optional.of(byEpoch ? Unit.EPOCH : Unit.STEP);
    waiting.forEach(row -> take(row, reported));
    waiting.clear();
  }

  private void take(TrackedRow row, List<Reported> reported) {
    Optional<Map.Entry<String, Double>> epoch = epoch(row);
    loose.putAll(row.values());
    if (unit.orElseThrow() == Unit.STEP) {
      if (objective.isEmpty() || row.values().containsKey(objective)) {
        report(new Mark(Unit.STEP, row.step()), loose, reported);
      }
    } else if (epoch.isPresent()) {
      loose.remove(epoch.get().getKey());
      report(new Mark(Unit.EPOCH, epoch.get().getValue()), loose, reported);
    }
  }

  private boolean hasEpochs() {
    return waiting.stream().anyMatch(row -> epoch(row).isPresent());
  }

  private void report(Mark mark, Map<String, Double> values, List<Reported> reported) {
    last = Optional.of(mark);
    reported.add(
        new Readings(
            "%s %s: %s".formatted(mark.unit(), mark.number(), values),
            mark,
            Map.copyOf(values),
            ""));
    loose.clear();
  }

  @Override
  public void end(Map<String, Double> summary, List<Reported> reported) {
    if (unit.isEmpty()) {
      decide(hasEpochs(), reported);
    }
    loose.putAll(summary);
    if (!loose.isEmpty()) {
      report(last.orElse(new Mark(Unit.EPOCH, 1)), loose, reported);
    }
  }

  /** {@code epoch}, in whatever case, or {@code train/epoch} and the like. */
  static Optional<Map.Entry<String, Double>> epoch(TrackedRow row) {
    return row.values().entrySet().stream()
        .filter(value -> isEpoch(value.getKey()) && Double.isFinite(value.getValue()))
        .min((one, other) -> Integer.compare(one.getKey().length(), other.getKey().length()));
  }

  private static boolean isEpoch(String metric) {
    String name = metric.toLowerCase(Locale.ROOT);
    return name.equals(EPOCH) || name.endsWith("/" + EPOCH);
  }
}
