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

/** Keeps count while a sweep runs: how far it is, the best so far, and when it will be done. */
final class SweepTracker implements SweepObserver {
  private final Objective objective;
  private final int slots;
  private final InstantSource clock;
  private final Map<String, Training> training = new LinkedHashMap<>();
  private final List<Double> finishedSeconds = new ArrayList<>();
  private int finished;
  private int total;
  private Optional<Best> best = Optional.empty();

  /** A run's best reading so far. */
  record Best(PlannedRun run, double reading) {}

  private record Training(Instant since, double share) {}

  SweepTracker(Objective objective, int slots, InstantSource clock) {
    this.objective = objective;
    this.slots = slots;
    this.clock = clock;
  }

  int finished() {
    return finished;
  }

  int total() {
    return total;
  }

  Optional<Best> best() {
    return best;
  }

  /** The share of all the sweep's work that is done, in [0, 1]. */
  double share() {
    double done = finished + training.values().stream().mapToDouble(Training::share).sum();
    return total == 0 ? 1 : done / total;
  }

  Optional<Finish> finish() {
    List<Double> seconds = training.values().stream().map(t -> secondsSince(t.since())).toList();
    List<Double> shares = training.values().stream().map(Training::share).toList();
    int pending = total - finished - training.size();
    return Finish.of(
        new Finish.Progress(finishedSeconds, seconds, shares, Math.max(0, pending), slots));
  }

  @Override
  public void sweepStarted(int finished, int total) {
    this.finished = finished;
    this.total = total;
  }

  @Override
  public void runStarted(PlannedRun run, int attempt, int worker) {
    training.put(run.runId(), new Training(clock.instant(), 0));
  }

  @Override
  public void runProgressed(PlannedRun run, int epoch, long done, long of) {
    training.computeIfPresent(
        run.runId(), (id, t) -> new Training(t.since(), (double) done / Math.max(1, of)));
  }

  @Override
  public void epochFinished(PlannedRun run, int epoch, Map<String, Double> metrics) {
    double reading = metrics.getOrDefault(objective.metric(), Double.NaN);
    boolean better = best.map(b -> objective.gain(reading - b.reading()) > 0).orElse(true);
    if (Double.isFinite(reading) && better) {
      best = Optional.of(new Best(run, reading));
    }
  }

  @Override
  public void attemptEnded(PlannedRun run, int attempt, RunState state, String cause) {
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
