package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.Robustness;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Verdict;

/** What the audit found against the assumptions that the tests make. */
public sealed interface ShapeFinding extends FindingDetail {

  /**
   * The readings of the arms spread farther to one side than to the other.
   *
   * @param contrast the most skewed one
   * @param skewness of its differences
   * @param p the chance that symmetric readings look like that
   */
  record Skewed(Contrast contrast, double skewness, double p) implements ShapeFinding {}

  /** One seed has more than half of a contrast's sum of squares, and more than chance gives one. */
  record OneSeedApart(Contrast contrast, Robustness.Farthest seed) implements ShapeFinding {}

  /** A verdict that is another one without that seed; beside it, without how many seeds it is. */
  record LeansOnSeed(Contrast contrast, Verdict verdict, Robustness.Change without, int seeds)
      implements ShapeFinding {}

  /**
   * The same images were read on all seeds.
   *
   * @param inflation how many times the variance that the seeds show is that for new images too
   */
  record SharedImages(Contrast contrast, double inflation) implements ShapeFinding {}
}
