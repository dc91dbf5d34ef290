package dev.nightsweep.cli;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;

/** How a run is called on the console. */
record RunLabels(Plan plan) {

  /** {@code lrn=true seed 3}. */
  String of(PlannedRun run) {
    return "%s seed %d".formatted(plan.arm(run.armId()).label(run.candidate()), run.seed());
  }

  /** The number of epochs that the run is to train. */
  int epochs(PlannedRun run) {
    return plan.settings(run).whole("epochs");
  }
}
