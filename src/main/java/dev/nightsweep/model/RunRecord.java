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
 * @param attempts how many were started
 * @param lastEpoch the last finished epoch, 0 if none
 * @param readings the last reading of every metric by name; NaN and infinities are kept
 * @param parameterHash of the final parameters, if it completed
 */
public record RunRecord(
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
  public RunRecord {
    readings = Collections.unmodifiableSortedMap(new TreeMap<>(readings));
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
    return new RunRecord(
        runId,
        sweepId,
        armId,
        phase,
        seed,
        other,
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
