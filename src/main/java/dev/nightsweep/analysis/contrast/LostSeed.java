package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.RunState;
import java.util.List;

/**
 * A seed without a difference.
 *
 * @param runs those that gave no reading, of either side and any cell
 */
public record LostSeed(long seed, List<Lost> runs) {

  /**
   * A run that is over and gave no reading.
   *
   * @param arm its arm's label
   * @param state how it ended; a completed one never learned, or its reading is not finite
   */
  public record Lost(String arm, RunState state, boolean neverLearned) {}

  public LostSeed {
    runs = List.copyOf(runs);
  }

  /** Whether it is lost, or also lost, by a run that never learned. */
  public boolean hasNeverLearned() {
    return runs.stream().anyMatch(Lost::neverLearned);
  }
}
