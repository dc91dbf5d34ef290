package dev.nightsweep.search.pruning;

import java.util.List;

/** Judges trials at fixed points, by readings that do not depend on what came when. */
interface SynchronousRule {

  /** The next epoch after that one at which the trial is judged; {@link Lane#NONE} if none. */
  int next(Lane lane, int epoch);

  /**
   * Judges all that can be judged.
   *
   * @param lanes all trials, in order
   * @return what is decided now
   */
  List<Ruled> decide(List<Lane> lanes);
}
