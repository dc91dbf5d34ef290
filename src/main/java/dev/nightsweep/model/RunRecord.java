package dev.nightsweep.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A run as stored: a snapshot.
 *
 * @param candidate the settings that the run has beside its arm's
 * @param attempts how many were started
 * @param lastEpoch the last finished epoch, 0 if none
 * @param readings the last reading of every metric by name; NaN and infinities are kept
 * @param parameterHash of the final parameters, if it completed
 */
public record RunRecord(
    String runId,
    String sweepId,
    String armId,
    Settings candidate,
    PlannedRun.Phase phase,
    long seed,
    RunState state,
    int attempts,
    String identity,
    Optional<String> reusedFrom,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    int lastEpoch,
    Map<String, Double> readings,
    Optional<String> parameterHash) {
  public RunRecord {
    readings = Collections.unmodifiableSortedMap(new TreeMap<>(readings));
  }

  /** A run of an arm as it is. */
  public RunRecord(
      String runId,
      String sweepId,
      String armId,
      PlannedRun.Phase phase,
      long seed,
      RunState state,
      int attempts,
      String identity,
      Optional<String> reusedFrom,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      int lastEpoch,
      Map<String, Double> readings,
      Optional<String> parameterHash) {
    this(
        runId,
        sweepId,
        armId,
        Settings.NONE,
        phase,
        seed,
        state,
        attempts,
        identity,
        reusedFrom,
        startedAt,
        endedAt,
        lastEpoch,
        readings,
        parameterHash);
  }

  /** The run's reading of a metric, if it has a finite one. */
  public OptionalDouble reading(String metric) {
    Double reading = readings.get(metric);
    return reading != null && Double.isFinite(reading)
        ? OptionalDouble.of(reading)
        : OptionalDouble.empty();
  }

  /** The same run in another state. */
  public RunRecord in(RunState other) {
    return as(phase, other);
  }

  /** The same run as if it had been for something else. */
  public RunRecord in(PlannedRun.Phase other) {
    return as(other, state);
  }

  private RunRecord as(PlannedRun.Phase newPhase, RunState newState) {
    return new RunRecord(
        runId,
        sweepId,
        armId,
        candidate,
        newPhase,
        seed,
        newState,
        attempts,
        identity,
        reusedFrom,
        startedAt,
        endedAt,
        lastEpoch,
        readings,
        parameterHash);
  }
}
