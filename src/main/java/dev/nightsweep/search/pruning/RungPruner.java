package dev.nightsweep.search.pruning;

/** Judges a trial at certain epochs, by what others read at the same. */
interface RungPruner extends TrialPruner {

  /** The next epoch after that one at which the trial is judged; the greatest integer if none. */
  int next(ObservedTrial trial, int epoch);

  /** Only trials of one group are held against each other. */
  default int group(ObservedTrial trial) {
    return 0;
  }
}
