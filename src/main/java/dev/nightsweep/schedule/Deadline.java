package dev.nightsweep.schedule;

import dev.nightsweep.forecast.RunTimes;
import dev.nightsweep.model.PlannedRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Keeps runs from being started that would not be done in time. A seed's runs are a block: it is
 * begun only if all of it fits, so that what is cut is whole blocks and every arm has the same
 * seeds.
 */
final class Deadline {
  private final Optional<Instant> end;
  private final InstantSource clock;
  private final RunTimes times;
  private final Map<String, Training> training = new HashMap<>();

  private record Training(PlannedRun run, Instant since, boolean whole) {}

  /**
   * @param times what is known of how long runs take; is taught more
   */
  Deadline(Optional<Instant> end, RunTimes times, InstantSource clock) {
    this.end = end;
    this.times = times;
    this.clock = clock;
  }

  /** Whether the time has come. */
  boolean hasCome() {
    return end.filter(e -> !clock.instant().isBefore(e)).isPresent();
  }

  /** An attempt has begun; only one from the beginning of its run tells how long a run takes. */
  void started(PlannedRun run, boolean whole) {
    training.put(run.runId(), new Training(run, clock.instant(), whole));
  }

  void ended(PlannedRun run, boolean completed) {
    Training ended = training.remove(run.runId());
    if (ended != null && ended.whole() && completed) {
      times.observe(run.armId(), secondsSince(ended.since()));
    }
  }

  /** What a run will take; 0 while nothing is known. */
  double expectedSeconds(PlannedRun run) {
    return times.expected(run.armId()).orElse(0);
  }

  /**
   * Whether the next run may be started; while nothing is known about times, it may.
   *
   * @param reserve the arms of runs that there must be time for after it
   */
  boolean allows(PlannedRun next, RunQueue queue, int slots, List<String> reserve) {
    if (end.isEmpty()) {
      return true;
    }
    List<String> arms = new ArrayList<>(queue.block(next).stream().map(PlannedRun::armId).toList());
    arms.addAll(reserve);
    List<Double> runs = new ArrayList<>();
    for (String arm : arms) {
      OptionalDouble expected = times.expected(arm);
      if (expected.isEmpty()) {
        return !hasCome();
      }
      runs.add(expected.getAsDouble());
    }
    double seconds = RunTimes.makespan(busy(), runs, slots);
    return !clock.instant().plusMillis(Math.round(seconds * 1000)).isAfter(end.get());
  }

  private List<Double> busy() {
    return training.values().stream()
        .map(t -> Math.max(0, expectedSeconds(t.run()) - secondsSince(t.since())))
        .toList();
  }

  private double secondsSince(Instant instant) {
    return Duration.between(instant, clock.instant()).toMillis() / 1000.0;
  }
}
