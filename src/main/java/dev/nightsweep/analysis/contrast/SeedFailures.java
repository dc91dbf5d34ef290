package dev.nightsweep.analysis.contrast;

/**
 * The runs of one seed that are over and gave no reading.
 *
 * @param level of them, how many at the level in question
 * @param baseline how many at the baseline
 * @param pairs among how many pairs whose runs are both over
 * @param neverLearned how many of them never learned
 */
record SeedFailures(int level, int baseline, int pairs, NeverLearned neverLearned) {

  /** By how many the level failed more often. */
  int excess() {
    return level - baseline;
  }
}
