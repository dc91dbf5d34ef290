package dev.nightsweep.report;

import dev.nightsweep.analysis.Figures;
import dev.nightsweep.model.AttemptRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * When the workers trained.
 *
 * @param byWorker attempts that ended, in order of their start
 * @param from the first start
 * @param to the last end
 */
record WorkerTimes(SortedMap<Integer, List<AttemptRecord>> byWorker, Instant from, Instant to) {

  static WorkerTimes of(List<RunFacts> runs) {
    SortedMap<Integer, List<AttemptRecord>> byWorker =
        runs.stream()
            .flatMap(run -> run.attempts().stream())
            .filter(attempt -> attempt.endedAt().isPresent())
            .sorted(Comparator.comparing(AttemptRecord::startedAt))
            .collect(
                Collectors.groupingBy(AttemptRecord::worker, TreeMap::new, Collectors.toList()));
    List<AttemptRecord> all = byWorker.values().stream().flatMap(List::stream).toList();
    return new WorkerTimes(
        byWorker,
        all.stream().map(AttemptRecord::startedAt).min(Instant::compareTo).orElse(Instant.EPOCH),
        lastEnd(all));
  }

  private static Instant lastEnd(List<AttemptRecord> attempts) {
    return attempts.stream()
        .flatMap(attempt -> attempt.endedAt().stream())
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  int attempts() {
    return byWorker.values().stream().mapToInt(List::size).sum();
  }

  double seconds() {
    return between(from, to);
  }

  static double busy(List<AttemptRecord> attempts) {
    return attempts.stream()
        .mapToDouble(a -> between(a.startedAt(), a.endedAt().orElseThrow()))
        .sum();
  }

  /** The share of the time that all workers together were busy, in words. */
  String share(double busy, int workers) {
    double whole = seconds() * workers;
    return whole <= 0 ? "–" : Figures.plain(100 * busy / whole, 0) + " %";
  }

  /** Minutes since the first start. */
  double minutes(Instant at) {
    return between(from, at) / 60;
  }

  private static double between(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
