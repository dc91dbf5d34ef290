package dev.nightsweep.cli;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;

/** How runs are called on the console, by the plan as it is now. Asked from any thread. */
final class RunLabels {
  private volatile Plan plan;

  RunLabels(Plan plan) {
    this.plan = plan;
  }

  /** The plan has got longer. */
  void know(Plan longer) {
    plan = longer;
  }

  /** {@code lrn=true seed 3}. */
  String of(PlannedRun run) {
    return "%s seed %d".formatted(plan.arm(run.armId()).label(run.candidate()), run.seed());
  }

  /** The number of epochs that the run is to train. */
  int epochs(PlannedRun run) {
    return plan.settings(run).whole("epochs");
  }
}
