package dev.nightsweep.model;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sweep as stored: a snapshot.
 *
 * @param arms in the plan's order
 * @param runs how many runs are in each state; states without runs are left out
 * @param startedAt when its first attempt began
 * @param endedAt when it last stopped, whatever the reason; empty while it runs
 * @param looks how many times verdicts were computed and shown
 * @param lookedAt when that was for the last time
 */
public record SweepRecord(
    SweepHeader header,
    SweepState state,
    List<Arm> arms,
    Map<RunState, Integer> runs,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    int looks,
    Optional<Instant> lookedAt) {
  public SweepRecord {
    arms = Arms.of(arms);
    EnumMap<RunState, Integer> counts = new EnumMap<>(RunState.class);
    counts.putAll(runs);
    runs = Collections.unmodifiableMap(counts);
  }

  public String sweepId() {
    return header.sweepId();
  }

  public int count(RunState state) {
    return runs.getOrDefault(state, 0);
  }

  /**
   * How many runs failed, crashed or timed out, and may end otherwise when they are tried again.
   */
  public int failed() {
    return runs.entrySet().stream()
        .filter(e -> e.getKey().isWorthRetrying())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  public int total() {
    return runs.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many runs there will be beside these, once the arms are tuned or a winner is known. */
  public int toCome() {
    return header.toCome(arms.size());
  }

  /** Whether nothing is left to train; where more may be planned yet, its state says so. */
  public boolean isFinished() {
    boolean mayGrow = header.mayGrow() && state != SweepState.COMPLETED;
    return finished() == total() && toCome() == 0 && !mayGrow;
  }

  /** Whether the last look was at all that it has now. */
  public boolean isLookedThrough() {
    return endedAt.isPresent() && lookedAt.filter(at -> !at.isBefore(endedAt.get())).isPresent();
  }

  /** Runs to which nothing more will happen by itself. */
  public int finished() {
    return runs.entrySet().stream()
        .filter(e -> e.getKey().isFinished())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  public Arm arm(String armId) {
    return Arms.of(arms).find(armId);
  }

  /** Every parameter of the run, seed aside. */
  public Settings settings(RunRecord run) {
    return arm(run.armId()).settings().with(run.candidate());
  }

  /**
   * The run's arm and, while settings are tuned in it, which one: {@code lrn=true at …}; of a
   * search's winner that it is trained again.
   */
  public String label(RunRecord run) {
    String label = arm(run.armId()).label(run.candidate());
    return run.phase() == PlannedRun.Phase.WINNER ? label + " (again)" : label;
  }
}
