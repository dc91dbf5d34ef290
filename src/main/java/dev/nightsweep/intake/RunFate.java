package dev.nightsweep.intake;

import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.RunState;

/** What has become of a run that is taken in. */
enum RunFate {
  FINISHED(AttemptState.COMPLETED, RunState.COMPLETED, ""),
  /** Ended early by whatever chose the runs. */
  STOPPED(AttemptState.STOPPED_EARLY, RunState.STOPPED_EARLY, "It was ended early, as %s says."),
  FAILED(AttemptState.FAILED, RunState.FAILED, "It failed, as %s says."),
  KILLED(AttemptState.FAILED, RunState.FAILED, "It was ended before it was done, as %s says."),
  /** Its last reading of the metric that it is judged by is no number. */
  DIVERGED(AttemptState.DIVERGED, RunState.DIVERGED, "Its last reading that %s kept is no number."),
  /** Not over, as far as is known: it is left out. */
  RUNNING(AttemptState.RUNNING, RunState.RUNNING, "");

  private final AttemptState attempt;
  private final RunState run;
  private final String cause;

  RunFate(AttemptState attempt, RunState run, String cause) {
    this.attempt = attempt;
    this.run = run;
    this.cause = cause;
  }

  AttemptState attempt() {
    return attempt;
  }

  RunState run() {
    return run;
  }

  /** Why it has no result, in a sentence; empty if it has one. */
  String cause(String tracker) {
    return cause.formatted(tracker);
  }

  /** Whether it went to its end and gave a reading, if only one that is no number. */
  boolean isMeasured() {
    return this == FINISHED || this == DIVERGED;
  }
}
