package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Contrast;

/** What the audit found in the final readings of the runs. */
public sealed interface ReadingFinding extends FindingDetail {

  /**
   * An arm reads much better on its validation images than on the test images.
   *
   * @param arm its label
   */
  record ValidationAhead(String metric, String arm, double validation, double test)
      implements ReadingFinding {}

  /** Validation is ahead of test by so much more on one side than on the other. */
  record UnequalGaps(Contrast contrast, String metric, double difference)
      implements ReadingFinding {}

  /** Validation and test read the same, to the last digit, in that many runs. */
  record TestIsValidation(String metric, int runs) implements ReadingFinding {}

  /**
   * Level and baseline read the same in everything, in so many of the pairs.
   *
   * @param elsewhere whether they were trained elsewhere
   */
  record SameOnBothSides(Contrast contrast, int same, int pairs, boolean elsewhere)
      implements ReadingFinding {
    /** Whether no pair tells the sides apart. */
    public boolean inAll() {
      return same == pairs;
    }
  }

  /** Readings of a share lie outside 0 to 1 in that many runs. */
  record NoShare(String metric, int runs, double reading) implements ReadingFinding {}

  /** A metric was reported by one side alone, in so many pairs. */
  record OneSidedMetric(Contrast contrast, String metric, int pairs, boolean ofLevel)
      implements ReadingFinding {}

  /** One side's readings come in coarser steps than the other's: so many decimals. */
  record CoarserReadings(Contrast contrast, String metric, int level, int baseline)
      implements ReadingFinding {}

  /** The sides report different amounts of something that their settings do not tell apart. */
  record UnlikeAmounts(Contrast contrast, String metric, double level, double baseline)
      implements ReadingFinding {}

  /** Runs report another value of a parameter than was set, in that many runs. */
  record SettingIgnored(String parameter, int runs, double reported, String set)
      implements ReadingFinding {}
}
