package dev.nightsweep.forecast;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunSize;
import dev.nightsweep.store.Store;
import dev.nightsweep.train.TimeEstimate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Timings from the runs of a session, which tell more than samples do. */
final class ObservedTimings {
  /** Of each kind the newest are enough. */
  private static final int MAX_RUNS = 20;

  private final Store store;
  private final Map<String, RunRecord> runs = new LinkedHashMap<>();
  private final List<AttemptRecord> attempts;

  /** A run that was trained from beginning to end by a worker that was warm. */
  private record Whole(RunSize size, double seconds, double training, double memory) {}

  /**
   * @param since when the session began: earlier ones may have had other numbers of workers
   */
  ObservedTimings(Store store, String sweepId, Instant since) {
    this.store = store;
    store.runs(sweepId).forEach(run -> runs.put(run.runId(), run));
    this.attempts =
        store.sweepAttempts(sweepId).stream()
            .filter(attempt -> !attempt.startedAt().isBefore(since))
            .sorted(Comparator.comparing(AttemptRecord::startedAt))
            .toList();
  }

  /**
   * By kind; kinds without any run that tells are left out.
   *
   * @param before what was known, for what runs do not tell
   */
  Map<String, Timing> timings(WorkloadClasses kinds, TimingsFile before) {
    Map<String, List<RunRecord>> byKind = new LinkedHashMap<>();
    for (RunRecord run : warm()) {
      kinds
          .of(run.armId())
          .ifPresent(k -> byKind.computeIfAbsent(k.key(), x -> new ArrayList<>()).add(run));
    }
    Map<String, Timing> timings = new LinkedHashMap<>();
    for (WorkloadClasses.Kind kind : kinds.all()) {
      List<RunRecord> some = byKind.getOrDefault(kind.key(), List.of());
      if (!some.isEmpty()) {
        List<Whole> whole =
            some.subList(Math.max(0, some.size() - MAX_RUNS), some.size()).stream()
                .map(run -> whole(run, kinds))
                .toList();
        double start = before.find(kind.key()).map(Timing::startSeconds).orElse(0.0);
        timings.put(kind.key(), timing(whole, start));
      }
    }
    return timings;
  }

  /** Runs that completed at the first attempt, without each worker's first. */
  private Collection<RunRecord> warm() {
    Set<Integer> workers = new HashSet<>();
    List<RunRecord> warm = new ArrayList<>();
    for (AttemptRecord attempt : attempts) {
      boolean first = workers.add(attempt.worker());
      if (!first && attempt.attempt() == 1 && attempt.state() == AttemptState.COMPLETED) {
        warm.add(runs.get(attempt.runId()));
      }
    }
    warm.removeIf(run -> run == null); // removed from the plan meanwhile
    return warm;
  }

  private Whole whole(RunRecord run, WorkloadClasses kinds) {
    AttemptRecord attempt = store.attempts(run.runId()).get(0);
    Map<String, List<Point>> curves = store.curves(run.runId());
    double training =
        curves.getOrDefault(Metrics.SECONDS, List.of()).stream().mapToDouble(Point::reading).sum();
    double memory = run.reading(Metrics.PEAK_MEMORY_BYTES).orElse(0);
    Duration wall = Duration.between(attempt.startedAt(), attempt.endedAt().orElseThrow());
    TimeEstimate.Measured load = (TimeEstimate.Measured) kinds.byArm().get(run.armId());
    return new Whole(load.size(), wall.toMillis() / 1000.0, training, memory);
  }

  private static Timing timing(List<Whole> runs, double start) {
    double training = runs.stream().mapToDouble(Whole::training).sum();
    double seconds = runs.stream().mapToDouble(Whole::seconds).sum();
    double trained = runs.stream().mapToDouble(run -> run.size().trained()).sum();
    double evaluated = runs.stream().mapToDouble(run -> run.size().evaluated()).sum();
    double memory = runs.stream().mapToDouble(Whole::memory).max().orElse(0);
    return new Timing(
        start,
        training / trained,
        Math.max(0, seconds - training) / Math.max(1, evaluated),
        (long) memory);
  }
}
