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
 * @param planned as its sweep's plan has it
 * @param course what was done for it so far
 * @param readings the last reading of every metric by name; NaN and infinities are kept
 * @param parameterHash of the final parameters, if it completed
 */
public record RunRecord(
    String sweepId,
    PlannedRun planned,
    RunState state,
    Optional<String> reusedFrom,
    Course course,
    Map<String, Double> readings,
    Optional<String> parameterHash) {
  public RunRecord {
    readings = Collections.unmodifiableSortedMap(new TreeMap<>(readings));
  }

  /**
   * What was done for a run.
   *
   * @param attempts how many were started
   * @param lastEpoch the last finished epoch, 0 if none
   */
  public record Course(
      int attempts, Optional<Instant> startedAt, Optional<Instant> endedAt, int lastEpoch) {}

  public String runId() {
    return planned.runId();
  }

  public String armId() {
    return planned.armId();
  }

  /** The settings that the run has beside its arm's. */
  public Settings candidate() {
    return planned.candidate();
  }

  public PlannedRun.Phase phase() {
    return planned.phase();
  }

  public long seed() {
    return planned.seed();
  }

  public String identity() {
    return planned.identity();
  }

  public int attempts() {
    return course.attempts();
  }

  public Optional<Instant> startedAt() {
    return course.startedAt();
  }

  public Optional<Instant> endedAt() {
    return course.endedAt();
  }

  public int lastEpoch() {
    return course.lastEpoch();
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
    return new RunRecord(sweepId, planned, other, reusedFrom, course, readings, parameterHash);
  }

  /** The same run as if it had been for something else. */
  public RunRecord in(PlannedRun.Phase other) {
    return new RunRecord(
        sweepId, planned.in(other), state, reusedFrom, course, readings, parameterHash);
  }
}
