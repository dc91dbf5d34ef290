package dev.nightsweep.app;

import dev.nightsweep.schedule.SessionEnd;

/**
 * How a session ended.
 *
 * @param reason why it ended before all was done, in words; empty if all was
 * @param badRuns runs of the plan that failed, crashed, timed out or diverged, ever
 */
public record SessionOutcome(SessionEnd end, String reason, int badRuns) {

  /** Whether nothing is left to train. */
  public boolean isComplete() {
    return end == SessionEnd.DONE;
  }
}
