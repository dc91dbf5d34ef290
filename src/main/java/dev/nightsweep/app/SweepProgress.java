package dev.nightsweep.app;

import dev.nightsweep.forecast.Finish;
import dev.nightsweep.forecast.RunTimes;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.schedule.SweepObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Keeps count while a sweep runs: how far it is, the best so far, and when it will be done. Told by
 * the sweep's thread, asked from any.
 */
public final class SweepProgress implements SweepObserver {
  private final Objective objective;
  private final RunLabels labels;
  private final int slots;
  private final RunTimes times;
  private final InstantSource clock;
  private final Map<String, Training> training = new LinkedHashMap<>();
  private final Map<String, Integer> pending = new HashMap<>();
  private final Instant begun;
  private int completed;
  private int finished;
  private int total;
  private Optional<Best> best = Optional.empty();

  /** A run's best reading so far. */
  public record Best(PlannedRun run, double reading) {}

  /**
   * A run under way.
   *
   * @param since when the attempt was started
   * @param share of its steps that are done, in [0, 1]
   * @param pace when the attempt made its first step, and what was done then; nothing before
   */
  public record Training(
      PlannedRun run,
      int attempt,
      int worker,
      Instant since,
      int epoch,
      double share,
      Optional<Pace> pace) {

    Training at(int reached, double done, Instant now) {
      Optional<Pace> first = pace.or(() -> Optional.of(new Pace(now, done)));
      return new Training(run, attempt, worker, since, reached, done, first);
    }

    boolean isWhole() {
      return pace.filter(p -> p.share() > WHOLE).isEmpty();
    }
  }

  /** That share of a run's steps was done then. */
  record Pace(Instant at, double share) {}

  /** An attempt that begins further on goes on from a checkpoint. */
  private static final double WHOLE = 0.05;

  /**
   * @param slots how many runs train at once
   * @param runSeconds what a run of an arm is expected to take; arms of which nothing is known are
   *     left out
   */
  SweepProgress(Plan plan, int slots, Map<String, Double> runSeconds, InstantSource clock) {
    this.objective = plan.header().objective();
    this.labels = new RunLabels(plan);
    this.slots = slots;
    this.times = new RunTimes(runSeconds);
    this.clock = clock;
    this.begun = clock.instant();
  }

  /** How its runs are called. */
  public RunLabels labels() {
    return labels;
  }

  /** How many runs train at once. */
  public int slots() {
    return slots;
  }

  public synchronized int finished() {
    return finished;
  }

  public synchronized int total() {
    return total;
  }

  public synchronized Optional<Best> best() {
    return best;
  }

  /** The runs under way, in the order of their start. */
  public synchronized List<Training> training() {
    return List.copyOf(training.values());
  }

  /** Runs an hour of this session, by those that completed in it; nothing before the first. */
  public synchronized OptionalDouble runsPerHour() {
    double hours = secondsSince(begun) / 3600;
    return completed == 0 || hours <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(completed / hours);
  }

  /** The share of all the sweep's work that is done, in [0, 1]. */
  public synchronized double share() {
    double done = finished + training.values().stream().mapToDouble(Training::share).sum();
    return total == 0 ? 1 : done / total;
  }

  public synchronized Optional<Finish> finish() {
    List<Finish.Running> running = training.values().stream().map(this::running).toList();
    return Finish.of(times, new Finish.Progress(running, pending, slots));
  }

  private Finish.Running running(Training run) {
    Pace first = run.pace().orElse(new Pace(clock.instant(), run.share()));
    return new Finish.Running(
        run.run().armId(), secondsSince(first.at()), first.share(), run.share());
  }

  @Override
  public synchronized void sweepStarted(List<PlannedRun> left, int total) {
    this.finished = total - left.size();
    this.total = total;
    await(left);
  }

  @Override
  public synchronized void sweepGrew(Plan plan, List<PlannedRun> left) {
    labels.know(plan);
    await(left);
  }

  private void await(List<PlannedRun> left) {
    pending.clear();
    left.forEach(run -> pending.merge(run.armId(), 1, Integer::sum));
  }

  @Override
  public synchronized void runStarted(PlannedRun run, int attempt, int worker) {
    training.put(
        run.runId(), new Training(run, attempt, worker, clock.instant(), 1, 0, Optional.empty()));
    pending.merge(run.armId(), -1, Integer::sum);
  }

  @Override
  public synchronized void runProgressed(PlannedRun run, int epoch, long done, long of) {
    training.computeIfPresent(
        run.runId(), (id, t) -> t.at(epoch, (double) done / Math.max(1, of), clock.instant()));
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
    if (state == RunState.PENDING || state == RunState.PAUSED) {
      pending.merge(run.armId(), 1, Integer::sum);
    }
    if (state == RunState.COMPLETED && ended != null) {
      completed++;
      if (ended.isWhole()) {
        times.observe(run.armId(), secondsSince(ended.since()));
      }
    }
  }

  private double secondsSince(Instant instant) {
    return Duration.between(instant, clock.instant()).toMillis() / 1000.0;
  }
}
