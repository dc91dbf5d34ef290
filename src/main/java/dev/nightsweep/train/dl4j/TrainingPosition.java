package dev.nightsweep.train.dl4j;

/**
 * How far the training of a run is.
 *
 * @param epoch the epoch that is under way or comes next, from 1
 * @param sums what was done of it
 * @param best the best validation accuracy of the epochs before; below 0 if there is none
 */
record TrainingPosition(int epoch, EpochTraining.Sums sums, double best) {
  static final TrainingPosition NONE = new TrainingPosition(1, EpochTraining.Sums.NONE, -1);
}
