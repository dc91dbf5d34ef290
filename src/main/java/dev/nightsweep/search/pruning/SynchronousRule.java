package dev.nightsweep.search.pruning;

import java.util.List;

/** Judges trials at fixed points, by readings that do not depend on what came when. */
interface SynchronousRule {

  /**
   * The next epoch after that one at which the trial is judged; {@link ScheduledTrial#NONE} if
   * none.
   */
  int next(ScheduledTrial trial, int epoch);

  /**
   * Judges all that can be judged.
   *
   * @param trials all trials, in order
   * @return what is decided now
   */
  List<Ruled> decide(List<ScheduledTrial> trials);
}
