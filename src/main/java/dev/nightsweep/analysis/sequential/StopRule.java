package dev.nightsweep.analysis.sequential;

import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import java.util.List;
import java.util.OptionalDouble;

/**
 * When a sweep's seeds may be looked at, and what its tests pay for the looks. A family is judged
 * at every look, and what one look has settled stays so.
 */
public sealed interface StopRule permits PlannedSeeds, SequentialRule, AnytimeRule {

  /** Of so many seeds: after how many of them there was a look; ascending, never empty. */
  List<Integer> looks(int seeds);

  /**
   * What the tests of a family decide, with p values that hold over all looks.
   *
   * @param samples the differences of each contrast so far, in the order in which their seeds were
   *     planned
   * @param margins of each contrast
   */
  FamilyDecisions decisions(List<PairedSample> samples, List<OptionalDouble> margins);

  /** The same decisions, with p values and estimates told no more exactly than deciding takes. */
  StopRule inShort();

  /** Covers the true mean with 1 - alpha, at all looks at once; unknown where there is no look. */
  Interval interval(PairedSample sample, double alpha);

  /** The two-sided level of the look at n seeds by itself, if all looks together err with alpha. */
  double level(int n, double alpha);

  /**
   * The true mean of a contrast, allowing for the looks.
   *
   * @param sample up to the look that found something, or to the last
   * @param family how many contrasts share α
   */
  double estimate(PairedSample sample, OptionalDouble margin, int family);

  /**
   * Whether runs fail more often on one side, by a p that holds over all looks.
   *
   * @param excesses for every seed in planned order, failures at the level minus failures at the
   *     baseline
   */
  double pFailures(List<Integer> excesses);

  /** Whether there may be several looks, so that plain intervals and p values do not hold. */
  boolean isRepeated();
}
