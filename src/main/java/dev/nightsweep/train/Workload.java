package dev.nightsweep.train;

import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Work;

/** What a run will take, as far as its program can tell without training it. */
public sealed interface Workload {

  /** Nobody knows before a run has been through. */
  record Unknown() implements Workload {}

  /** The program knows. */
  record Known(double seconds) implements Workload {}

  /**
   * It has to be measured.
   *
   * @param work what such a run does
   * @param sample settings of a run that takes as long an image, but goes through few images, again
   *     and again, until it is ended; runs with equal samples take equally long an image
   * @param sampleWork what the sample does
   * @param operations multiply-adds to evaluate one image
   */
  record Measured(Work work, Settings sample, Work sampleWork, long operations)
      implements Workload {}
}
