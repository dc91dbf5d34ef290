package dev.nightsweep.engine.spark;

import dev.nightsweep.model.Signal;
import java.util.List;

/**
 * What an executor tells the driver of an attempt under way.
 *
 * @param task the number of the Spark task that has it
 * @param said by its worker, since the last report that was answered
 */
record AttemptReport(String runId, int attempt, long task, List<Signal> said) {

  /** What the driver answers. */
  enum Answer {
    GO_ON,
    /** End at the next step, so that the run can go on later. */
    INTERRUPT,
    /** End at the next step, for good. */
    END,
    /** Another task has this attempt, or nobody wants it any more. */
    UNKNOWN
  }
}
