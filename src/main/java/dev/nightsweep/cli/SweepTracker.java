package dev.nightsweep.cli;

import dev.nightsweep.forecast.Finish;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.schedule.SweepObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Keeps count while a sweep runs: how far it is, the best so far, and when it will be done. Told by
 * the sweep's thread, asked from any.
 */
final class SweepTracker implements SweepObserver {
  private final Objective objective;
  private final int slots;
  private final InstantSource clock;
  private final Map<String, Training> training = new LinkedHashMap<>();
  private final List<Double> finishedSeconds = new ArrayList<>();
  private final Instant begun;
  private int finished;
  private int total;
  private Optional<Best> best = Optional.empty();

  /** A run's best reading so far. */
  record Best(PlannedRun run, double reading) {}

  /**
   * A run under way.
   *
   * @param share of its steps that are done, in [0, 1]
   */
  record Training(
      PlannedRun run, int attempt, int worker, Instant since, int epoch, double share) {}

  SweepTracker(Objective objective, int slots, InstantSource clock) {
    this.objective = objective;
    this.slots = slots;
    this.clock = clock;
    this.begun = clock.instant();
  }

  synchronized int finished() {
    return finished;
  }

  synchronized int total() {
    return total;
  }

  synchronized Optional<Best> best() {
    return best;
  }

  /** The runs under way, in the order of their start. */
  synchronized List<Training> training() {
    return List.copyOf(training.values());
  }

  /** Runs an hour of this sitting, by those that completed in it; nothing before the first. */
  synchronized OptionalDouble runsPerHour() {
    double hours = secondsSince(begun) / 3600;
    return finishedSeconds.isEmpty() || hours <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(finishedSeconds.size() / hours);
  }

  /** The share of all the sweep's work that is done, in [0, 1]. */
  synchronized double share() {
    double done = finished + training.values().stream().mapToDouble(Training::share).sum();
    return total == 0 ? 1 : done / total;
  }

  synchronized Optional<Finish> finish() {
    List<Double> seconds = training.values().stream().map(t -> secondsSince(t.since())).toList();
    List<Double> shares = training.values().stream().map(Training::share).toList();
    int pending = total - finished - training.size();
    return Finish.of(
        new Finish.Progress(finishedSeconds, seconds, shares, Math.max(0, pending), slots));
  }

  @Override
  public synchronized void sweepStarted(int finished, int total) {
    this.finished = finished;
    this.total = total;
  }

  @Override
  public synchronized void runStarted(PlannedRun run, int attempt, int worker) {
    training.put(run.runId(), new Training(run, attempt, worker, clock.instant(), 1, 0));
  }

  @Override
  public synchronized void runProgressed(PlannedRun run, int epoch, long done, long of) {
    training.computeIfPresent(
        run.runId(),
        (id, t) ->
            new Training(
                run, t.attempt(), t.worker(), t.since(), epoch, (double) done / Math.max(1, of)));
  }

  @Override
  public synchronized void epochFinished(PlannedRun run, int epoch, Map<String, Double> metrics) {
    double reading = metrics.getOrDefault(objective.metric(), Double.NaN);
    boolean better = best.map(b -> objective.gain(reading - b.reading()) > 0).orElse(true);
    if (Double.isFinite(reading) && better) {
      best = Optional.of(new Best(run, reading));
    }
  }

  @Override
  public synchronized void attemptEnded(PlannedRun run, int attempt, RunState state, String cause) {
    Training ended = training.remove(run.runId());
    if (state.isFinished()) {
      finished++;
    }
    if (state == RunState.COMPLETED && ended != null) {
      finishedSeconds.add(secondsSince(ended.since()));
    }
  }

  private double secondsSince(Instant instant) {
    return Duration.between(instant, clock.instant()).toMillis() / 1000.0;
  }
}
