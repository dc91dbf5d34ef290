package dev.nightsweep.train.command;

import dev.nightsweep.train.command.Reported.Mark;
import dev.nightsweep.train.command.Reported.Readings;
import dev.nightsweep.train.command.Reported.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows of a program that counts the steps of each metric apart, in the order in which they were
 * logged, as readings: the batches of one, the epochs of another. What counts is the metric that
 * the sweep is judged by. Each of its values is a reading, at its epoch, if that was logged with
 * it, or at its step; what was logged since the one before, and with it, belongs to it.
 */
final class SeriesRows implements ReadingRows {
  private static final String NO_STEPS =
      "the steps of the sweep's metric do not rise, so its readings are counted one by one";

  private final String objective;
  private final Map<String, Double> loose = new TreeMap<>();
  private final Set<String> read = new HashSet<>();
  private Optional<Unit> unit = Optional.empty();
  private Optional<Mark> last = Optional.empty();
  private long lastStep = -1;

  /**
   * @param objective the metric that the run is judged by; empty if that is not known: then each
   *     row whose step is a later one is a reading
   */
  SeriesRows(String objective) {
    this.objective = objective;
  }

  @Override
  public void add(TrackedRow row, List<Reported> reported) {
    Map<String, Double> more = new TreeMap<>(row.values());
    more.keySet().removeAll(read);
    boolean counts =
        objective.isEmpty() ? row.step() > lastStep : row.values().containsKey(objective);
    if (counts) {
      loose.putAll(row.values());
      Mark mark = mark(row);
      TrackedRows.epoch(row).map(Map.Entry::getKey).ifPresent(loose::remove);
      boolean rises = last.isEmpty() || mark.number() > last.get().number();
      read.clear();
      lastStep = row.step();
      report(rises ? mark : next(mark), rises ? "" : NO_STEPS, reported);
    } else if (row.step() == lastStep && !more.isEmpty()) {
      Map<String, Double> later = new TreeMap<>(loose);
      loose.clear();
      loose.putAll(more);
      report(last.orElseThrow(), "", reported);
      loose.putAll(later);
    } else {
      loose.putAll(row.values());
    }
  }

  private Mark next(Mark mark) {
    return new Mark(mark.unit(), last.map(Mark::number).orElse(0.0) + 1);
  }

  private Mark mark(TrackedRow row) {
    Optional<Double> epoch = TrackedRows.epoch(row).map(Map.Entry::getValue).map(Math::ceil);
    unit = unit.or(() -> Optional.of(epoch.isPresent() ? Unit.EPOCH : Unit.STEP));
    return unit.get() == Unit.EPOCH && epoch.isPresent()
        ? new Mark(Unit.EPOCH, epoch.get())
        : unit.get() == Unit.EPOCH
            ? next(new Mark(Unit.EPOCH, 0))
            : new Mark(Unit.STEP, row.step());
  }

  private void report(Mark mark, String warning, List<Reported> reported) {
    last = Optional.of(mark);
    read.addAll(loose.keySet());
    reported.add(
        new Readings(
            "%s %s: %s".formatted(mark.unit(), mark.number(), loose),
            mark,
            Map.copyOf(loose),
            warning));
    loose.clear();
  }

  /** What was never read belongs to the last reading, such as what is measured at the end. */
  @Override
  public void end(Map<String, Double> summary, List<Reported> reported) {
    loose.putAll(summary);
    loose.keySet().removeAll(read);
    if (!loose.isEmpty()) {
      report(last.orElse(new Mark(Unit.EPOCH, 1)), "", reported);
    }
  }
}
