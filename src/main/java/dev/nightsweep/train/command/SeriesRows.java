package dev.nightsweep.train.command;

import dev.nightsweep.train.command.Reported.Mark;
import dev.nightsweep.train.command.Reported.Readings;
import dev.nightsweep.train.command.Reported.Unit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows of a program that counts the steps of each metric apart, in the order in which they were
 * logged, as readings: the batches of one, the epochs of another. What counts is the metric that
 * the sweep is judged by. Each of its values is a reading, at its epoch, if that was logged with
 * it, or at its step, where several may be of one; what was logged since the one before, and at its
 * step, belongs to it. That may come late: some programs log to several files, and each is written
 * when it likes.
 */
final class SeriesRows implements ReadingRows {
  /** Of so many readings it is known what they have. */
  private static final int MAX_OPEN = 64;

  private static final String NO_STEPS =
      "the steps of the sweep's metric do not rise, so its readings are counted one by one";

  private final String objective;
  private final Map<String, Double> loose = new TreeMap<>();
  private final Map<Long, Reading> readings = new LinkedHashMap<>();
  private final Set<String> ahead = new HashSet<>();
  private Optional<Unit> unit = Optional.empty();
  private Optional<Reading> last = Optional.empty();
  private long lastStep = -1;

  private record Reading(Mark mark, Set<String> metrics) {
    Reading(Mark mark) {
      this(mark, new HashSet<>());
    }
  }

  /**
   * @param objective the metric that the run is judged by; empty if that is not known: then each
   *     row whose step is a later one is a reading
   */
  SeriesRows(String objective) {
    this.objective = objective;
  }

  @Override
  public void add(TrackedRow row, List<Reported> reported) {
    boolean counts =
        objective.isEmpty() ? row.step() > lastStep : row.values().containsKey(objective);
    if (counts) {
      loose.putAll(row.values());
      TrackedRows.epoch(row).map(Map.Entry::getKey).ifPresent(loose::remove);
      begin(row, reported);
      return;
    }
    if (row.step() > lastStep + 1) {
      ahead.addAll(row.values().keySet());
    }
    Map<String, Double> late = late(row);
    if (!late.isEmpty()) {
      report(readings.get(row.step()), late, "", reported);
    }
    row.values()
        .forEach(
            (metric, value) -> {
              if (!late.containsKey(metric)) {
                loose.put(metric, value);
              }
            });
  }

  private void begin(TrackedRow row, List<Reported> reported) {
    Mark mark = mark(row);
    boolean isAgain = row.step() == lastStep && lastStep > 0 && mark.unit() == Unit.STEP;
    boolean isNamed = // 0 may be no step at all, but what there is without one
        mark.unit() == Unit.EPOCH || last.isEmpty() || mark.number() > last.get().mark().number();
    Reading reading =
        isAgain ? last.orElseThrow() : new Reading(isNamed ? mark : next(mark.unit()));
    lastStep = row.step();
    last = Optional.of(reading);
    readings.put(row.step(), reading);
    if (readings.size() > MAX_OPEN) {
      readings.remove(readings.keySet().iterator().next());
    }
    report(reading, loose, isAgain || isNamed ? "" : NO_STEPS, reported);
    loose.clear();
  }

  private Mark next(Unit counted) {
    return new Mark(counted, Math.ceil(last.map(it -> it.mark().number()).orElse(0.0)) + 1);
  }

  private Mark mark(TrackedRow row) {
    Optional<Double> epoch = TrackedRows.epoch(row).map(Map.Entry::getValue);
    unit = unit.or(() -> Optional.of(epoch.isPresent() ? Unit.EPOCH : Unit.STEP));
    if (unit.get() == Unit.STEP) {
      return new Mark(Unit.STEP, row.step());
    }
    return epoch.map(number -> new Mark(Unit.EPOCH, number)).orElseGet(() -> next(Unit.EPOCH));
  }

  /**
   * What the reading at that step has not got. A metric that was ahead of the one that counts has
   * steps of another kind, which are the same by chance.
   */
  private Map<String, Double> late(TrackedRow row) {
    Map<String, Double> late = new TreeMap<>();
    if (readings.containsKey(row.step())) {
      late.putAll(row.values());
      late.keySet().removeAll(readings.get(row.step()).metrics());
      if (row.step() != lastStep) {
        late.keySet().removeAll(ahead);
      }
    }
    return late;
  }

  private static void report(
      Reading reading, Map<String, Double> metrics, String warning, List<Reported> reported) {
    reading.metrics().addAll(metrics.keySet());
    reported.add(
        new Readings(
            "%s %s: %s".formatted(reading.mark().unit(), reading.mark().number(), metrics),
            reading.mark(),
            Map.copyOf(metrics),
            warning));
  }

  /** What was never read belongs to the last reading, such as what is measured at the end. */
  @Override
  public void end(Map<String, Double> summary, List<Reported> reported) {
    loose.putAll(summary);
    Reading reading = last.orElseGet(() -> new Reading(new Mark(Unit.EPOCH, 1)));
    loose.keySet().removeAll(reading.metrics());
    if (!loose.isEmpty()) {
      report(reading, loose, "", reported);
    }
  }
}
