package dev.nightsweep.train;

import dev.nightsweep.model.RunSize;
import dev.nightsweep.model.Settings;

/** What a run will take, as far as its program can tell without training it. */
public sealed interface TimeEstimate {

  /** Nobody knows before a run has been through. */
  record Unknown() implements TimeEstimate {}

  /** The program knows. */
  record Known(double seconds) implements TimeEstimate {}

  /**
   * It has to be measured.
   *
   * @param size of such a run
   * @param sample settings of a run that takes as long an image, but goes through few images, again
   *     and again, until it is ended; runs with equal samples take equally long an image
   * @param sampleSize of the sample
   * @param operations multiply-adds to evaluate one image
   */
  record Measured(RunSize size, Settings sample, RunSize sampleSize, long operations)
      implements TimeEstimate {}
}
