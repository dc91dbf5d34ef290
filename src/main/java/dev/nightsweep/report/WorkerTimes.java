package dev.nightsweep.report;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.text.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * When the workers trained.
 *
 * @param byWorker attempts that ended, in order of their start
 * @param stretches when anything was trained, in order: between two of them is a break, such as
 *     from one session to the next
 */
record WorkerTimes(SortedMap<Integer, List<AttemptRecord>> byWorker, List<Stretch> stretches) {
  /** Nothing under way for less than that is no break. */
  private static final Duration BREAK = Duration.ofMinutes(2);

  /** A time without a break. */
  record Stretch(Instant from, Instant to) {
    double seconds() {
      return secondsUntil(to);
    }

    /** How much of it had passed then. */
    double secondsUntil(Instant at) {
      Instant end = at.isBefore(to) ? at : to;
      return end.isBefore(from) ? 0 : between(from, end);
    }

    private boolean contains(AttemptRecord attempt) {
      return !attempt.startedAt().isBefore(from) && !attempt.startedAt().isAfter(to);
    }
  }

  static WorkerTimes of(List<RunFacts> runs) {
    List<AttemptRecord> all =
        runs.stream()
            .flatMap(run -> run.attempts().stream())
            .filter(attempt -> attempt.endedAt().isPresent())
            .sorted(Comparator.comparing(AttemptRecord::startedAt))
            .toList();
    return new WorkerTimes(
        all.stream()
            .collect(
                Collectors.groupingBy(AttemptRecord::worker, TreeMap::new, Collectors.toList())),
        stretches(all));
  }

  private static List<Stretch> stretches(List<AttemptRecord> attempts) {
    List<Stretch> stretches = new ArrayList<>();
    for (AttemptRecord attempt : attempts) {
      Instant end = attempt.endedAt().orElseThrow();
      int last = stretches.size() - 1;
      if (last < 0 || attempt.startedAt().isAfter(stretches.get(last).to().plus(BREAK))) {
        stretches.add(new Stretch(attempt.startedAt(), end));
      } else if (end.isAfter(stretches.get(last).to())) {
        stretches.set(last, new Stretch(stretches.get(last).from(), end));
      }
    }
    return List.copyOf(stretches);
  }

  int attempts() {
    return byWorker.values().stream().mapToInt(List::size).sum();
  }

  boolean hasBreaks() {
    return stretches.size() > 1;
  }

  /** Of all stretches. */
  double seconds() {
    return stretches.stream().mapToDouble(Stretch::seconds).sum();
  }

  /** How long the worker could have trained: the stretches in which it did. */
  double seconds(int worker) {
    return stretches.stream()
        .filter(stretch -> byWorker.get(worker).stream().anyMatch(stretch::contains))
        .mapToDouble(Stretch::seconds)
        .sum();
  }

  double busy(int worker) {
    return byWorker.get(worker).stream()
        .mapToDouble(a -> between(a.startedAt(), a.endedAt().orElseThrow()))
        .sum();
  }

  /** The share of their time that all workers together were busy, in words. */
  String share() {
    return share(
        byWorker.keySet().stream().mapToDouble(this::busy).sum(),
        byWorker.keySet().stream().mapToDouble(this::seconds).sum());
  }

  /** The share of its time that a worker was busy, in words. */
  String share(int worker) {
    return share(busy(worker), seconds(worker));
  }

  private static String share(double busy, double whole) {
    return whole <= 0 ? "–" : Numbers.plain(100 * busy / whole, 0) + " %";
  }

  /** Minutes of the stretches since the first start. */
  double minutes(Instant at) {
    return stretches.stream().mapToDouble(stretch -> stretch.secondsUntil(at)).sum() / 60;
  }

  private static double between(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
