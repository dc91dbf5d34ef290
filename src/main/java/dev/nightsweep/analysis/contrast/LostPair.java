package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.RunState;
import java.util.List;

/**
 * A pair of runs without a difference.
 *
 * @param runs those that gave no reading: one, or both
 */
public record LostPair(long seed, List<Lost> runs) {

  /**
   * A run that is over and gave no reading.
   *
   * @param arm its arm's label
   * @param state how it ended; of a completed one the reading is not finite
   */
  public record Lost(String arm, RunState state) {}

  public LostPair {
    runs = List.copyOf(runs);
  }
}
