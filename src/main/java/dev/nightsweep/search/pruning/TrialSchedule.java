package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** When a rule is asked about which trial. */
interface TrialSchedule {

  /** The trial read that at an epoch; returns what is decided now, of whichever trials. */
  List<Ruled> read(Plan plan, PlannedRun run, int epoch, double loss);

  /** Nothing more will happen to the trial; returns what is decided now. */
  List<Ruled> ended(Plan plan, PlannedRun run, RunState state);

  /**
   * A trial of an earlier session.
   *
   * @param losses by epoch
   */
  void recall(Plan plan, PlannedRun run, RunState state, NavigableMap<Integer, Double> losses);

  /** What was left to decide when an earlier session ended. */
  List<Ruled> left(Plan plan);

  /** The epoch behind which the trial is not to be trained before more is decided; 0 if none. */
  int holdAfter(Plan plan, PlannedRun run);

  /** Whether the trial waits for a decision. */
  boolean waits(String runId);

  /** A trial that waits and goes on now, if one does. */
  Optional<Promotion> promoted();

  /** The same, when nothing else is under way or will come. */
  Optional<Promotion> promotedAtLast();
}
