package dev.nightsweep.schedule;

import dev.nightsweep.engine.WorkerExit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds runs that make no progress or take too long. It counts only time in which this process was
 * awake: after a lid was closed, or a stop signal, no run is late for it.
 */
final class Watchdog {
  /** Longer gaps between two looks are sleep: the loop looks several times a second. */
  private static final long MAX_LOOK = Duration.ofSeconds(2).toNanos();

  private final Policy policy;
  private final Map<String, Clock> clocks = new HashMap<>();
  private long lastLook;
  private boolean looked;

  /** Awake nanoseconds of one attempt: in all, and since it last showed progress. */
  private static final class Clock {
    private long inAll;
    private long quiet;
  }

  /** A run that has to be ended, and why. */
  record Late(String runId, WorkerExit death, String cause) {}

  Watchdog(Policy policy) {
    this.policy = policy;
  }

  void begin(String runId) {
    clocks.put(runId, new Clock());
  }

  void progressed(String runId) {
    Clock clock = clocks.get(runId);
    if (clock != null) {
      clock.quiet = 0;
    }
  }

  void end(String runId) {
    clocks.remove(runId);
  }

  /**
   * Lets time pass and says which runs are late; each is said once.
   *
   * @param now nanoseconds of a clock that never goes back
   */
  List<Late> look(long now) {
    long passed = looked ? Math.min(now - lastLook, MAX_LOOK) : 0;
    lastLook = now;
    looked = true;
    clocks.values().forEach(clock -> pass(clock, passed));
    List<Late> late =
        clocks.entrySet().stream()
            .filter(e -> isStalled(e.getValue()) || isOvertime(e.getValue()))
            .map(e -> late(e.getKey(), e.getValue()))
            .toList();
    late.forEach(l -> clocks.remove(l.runId()));
    return late;
  }

  private static void pass(Clock clock, long passed) {
    clock.inAll += passed;
    clock.quiet += passed;
  }

  private boolean isStalled(Clock clock) {
    return clock.quiet > policy.stall().toNanos();
  }

  private boolean isOvertime(Clock clock) {
    return policy.runLimit().filter(limit -> clock.inAll > limit.toNanos()).isPresent();
  }

  private Late late(String runId, Clock clock) {
    return isOvertime(clock)
        ? new Late(
            runId,
            WorkerExit.OVERTIME,
            "it took longer than the limit of " + words(policy.runLimit().orElseThrow()))
        : new Late(
            runId,
            WorkerExit.STALLED,
            "it made no progress for %s: no step and no output. --stall-timeout MINUTES, or stall_minutes under ablation.budget in the spec, says how long it may"
                .formatted(words(policy.stall())));
  }

  private static String words(Duration duration) {
    return duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
