package dev.nightsweep.store.memory;

import dev.nightsweep.journal.StandingEpochs;
import dev.nightsweep.journal.StandingEpochs.Reading;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run and all that is known of it. It changes only while a batch is applied that has a copy of
 * its own; once stored it stays as it is.
 */
final class MemoryRun {
  final PlannedRun plan;

  /** Grows from run to run over all sweeps: the older run has the smaller one. */
  final long number;

  RunState state = RunState.PENDING;
  Optional<String> reusedFrom = Optional.empty();
  Optional<Instant> startedAt = Optional.empty();
  Optional<Instant> endedAt = Optional.empty();
  long position;

  private int lastEpoch;
  private Optional<AttemptResult> result = Optional.empty();
  private final NavigableMap<Integer, MemoryAttempt> attempts;
  private final NavigableMap<Integer, Entry.RunStarted> trainings;
  private final NavigableMap<Integer, Epoch> epochs;

  /** What an attempt read in an epoch. */
  private record Epoch(Reading<String> ofMetrics, Reading<String> ofSystem) {

    static Epoch of(int attempt, Map<String, Double> metrics, Map<String, Double> system) {
      return new Epoch(
          new Reading<>(attempt, new TreeMap<>(metrics)),
          new Reading<>(attempt, new TreeMap<>(system)));
    }

    Epoch after(Epoch before) {
      return new Epoch(ofMetrics.after(before.ofMetrics), ofSystem.after(before.ofSystem));
    }

    Epoch addedTo(Epoch before) {
      return new Epoch(ofMetrics.addedTo(before.ofMetrics), ofSystem.addedTo(before.ofSystem));
    }

    int attempt() {
      return ofMetrics.attempt();
    }

    Map<String, Double> metrics() {
      return ofMetrics.values();
    }

    Map<String, Double> system() {
      return ofSystem.values();
    }
  }

  /** What a completed attempt left. */
  private record AttemptResult(int attempt, RunResult result) {}

  MemoryRun(PlannedRun plan, long number) {
    this.plan = plan;
    this.number = number;
    this.attempts = new TreeMap<>();
    this.trainings = new TreeMap<>();
    this.epochs = new TreeMap<>();
  }

  /** Whether its arm is compared by it. */
  boolean isCompared() {
    return plan.phase() == PlannedRun.Phase.COMPARISON
        && (state == RunState.COMPLETED || state == RunState.DIVERGED);
  }

  MemoryRun(MemoryRun other) {
    this.plan = other.plan;
    this.number = other.number;
    this.state = other.state;
    this.reusedFrom = other.reusedFrom;
    this.startedAt = other.startedAt;
    this.endedAt = other.endedAt;
    this.position = other.position;
    this.lastEpoch = other.lastEpoch;
    this.result = other.result;
    this.attempts = new TreeMap<>(other.attempts);
    this.trainings = new TreeMap<>(other.trainings);
    this.epochs = new TreeMap<>(other.epochs);
  }

  void startAttempt(long line, Entry.AttemptStarted started) {
    attempts.put(started.attempt(), MemoryAttempt.begun(line, started));
    state = RunState.RUNNING;
    startedAt = startedAt.or(() -> Optional.of(started.at()));
    endedAt = Optional.empty();
  }

  /** Whether the attempt had begun. */
  boolean endAttempt(Entry.AttemptEnded ended) {
    MemoryAttempt attempt = attempts.get(ended.attempt());
    if (attempt == null) {
      return false;
    }
    attempts.put(ended.attempt(), attempt.ended(ended));
    state = ended.runState();
    endedAt = state.isFinished() ? Optional.of(ended.at()) : Optional.empty();
    return true;
  }

  void end(RunState newState, Instant at) {
    state = newState;
    endedAt = Optional.of(at);
  }

  /** What earlier attempts reached after the place where this one goes on is void. */
  void startTraining(Entry.RunStarted started) {
    if (lastEpoch >= started.start().epoch()) {
      StandingEpochs.cutBack(epochs, started, Epoch::attempt);
      lastEpoch = epochs.isEmpty() ? 0 : epochs.lastKey();
      result = result.filter(kept -> kept.attempt() >= started.attempt());
    }
    trainings.put(started.attempt(), started);
  }

  void finishEpoch(Entry.EpochFinished finished) {
    lastEpoch = Math.max(lastEpoch, finished.epoch());
    Epoch read = Epoch.of(finished.attempt(), finished.metrics(), finished.system());
    epochs.merge(finished.epoch(), read, (before, now) -> now.after(before));
  }

  /**
   * What is read at the end goes to the last epoch, which an earlier attempt may have trained: then
   * only the test was left to do.
   */
  void endTraining(Entry.RunEnded ended) {
    lastEpoch = Math.max(lastEpoch, ended.lastEpoch());
    if (ended.outcome() instanceof Outcome.Completed completed) {
      Epoch read = Epoch.of(ended.attempt(), completed.result().metrics(), Map.of());
      epochs.merge(ended.lastEpoch(), read, (before, now) -> now.addedTo(before));
      if (result.filter(kept -> kept.attempt() > ended.attempt()).isEmpty()) {
        result = Optional.of(new AttemptResult(ended.attempt(), completed.result()));
      }
    }
  }

  RunRecord snapshot(String sweepId) {
    return new RunRecord(
        sweepId,
        plan,
        state,
        reusedFrom,
        new RunRecord.Course(attempts.size(), startedAt, endedAt, lastEpoch),
        lastReadings(),
        result().map(RunResult::parameterHash));
  }

  private Map<String, Double> lastReadings() {
    Map<String, Double> readings = new HashMap<>();
    epochs.values().forEach(epoch -> readings.putAll(epoch.metrics()));
    return readings;
  }

  List<MemoryAttempt> attempts() {
    return List.copyOf(attempts.values());
  }

  List<AttemptRecord> attemptRecords() {
    return attempts.values().stream().map(MemoryAttempt::record).toList();
  }

  /** The last attempt's beginning, as its worker wrote it. */
  Optional<Entry.RunStarted> lastTraining() {
    return Optional.ofNullable(trainings.lastEntry()).map(Map.Entry::getValue);
  }

  Optional<RunResult> result() {
    return result.map(AttemptResult::result);
  }

  /** The series of all metrics, by name. */
  Map<String, List<Point>> curves() {
    Map<String, List<Point>> curves = new TreeMap<>();
    epochs.forEach(
        (epoch, read) ->
            read.metrics()
                .forEach(
                    (name, reading) ->
                        curves
                            .computeIfAbsent(name, key -> new ArrayList<>())
                            .add(new Point(epoch, reading))));
    curves.replaceAll((name, points) -> List.copyOf(points));
    return Collections.unmodifiableMap(curves);
  }

  /** The series of a reading of the machine or the process. */
  List<Point> systemCurve(String reading) {
    return epochs.entrySet().stream()
        .filter(epoch -> epoch.getValue().system().containsKey(reading))
        .map(epoch -> new Point(epoch.getKey(), epoch.getValue().system().get(reading)))
        .toList();
  }

  /** What the run's own journal decides, row by row. */
  Map<String, List<List<Object>>> contents() {
    Map<String, List<List<Object>>> rows = new TreeMap<>();
    rows.put("run", List.of(List.of(lastEpoch)));
    rows.put("trainings", trainings.values().stream().map(List::<Object>of).toList());
    rows.put(
        "epochs",
        epochs.entrySet().stream()
            .map(epoch -> List.<Object>of(epoch.getKey(), epoch.getValue()))
            .toList());
    rows.put("result", result.stream().map(List::<Object>of).toList());
    return rows;
  }
}
