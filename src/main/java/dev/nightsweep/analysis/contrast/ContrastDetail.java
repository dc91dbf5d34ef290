package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A contrast on one metric with all that pages and console tell beside the {@link ContrastResult}.
 *
 * @param margin the equivalence margin; for {@code time} a log ratio
 * @param spread moments of the differences, for {@code time} of their logarithms
 * @param machines of {@code time}, if machines disagree on the ratio
 */
public record ContrastDetail(
    Contrast contrast,
    Objective objective,
    OptionalDouble margin,
    ContrastResult result,
    Pairs pairs,
    Spread spread,
    Judgement judgement,
    Optional<MachineHeterogeneity> machines) {

  /**
   * What the seeds gave.
   *
   * @param differences of the complete seeds; for {@code time} ratios
   * @param lost seeds that were run and gave no difference
   * @param planned seeds that count
   * @param leftOut seeds that a rule added when there was nothing to settle here any more, so that
   *     not all arms were trained on them
   */
  public record Pairs(
      List<SeedDifference> differences, List<LostSeed> lost, int planned, int leftOut) {
    public Pairs {
      differences = List.copyOf(differences);
      lost = List.copyOf(lost);
    }
  }

  /**
   * What a verdict goes by beside the result.
   *
   * @param basis what it rests on, or why there is none
   * @param simultaneous the interval that holds for all contrasts of the family at once with 95 %
   *     (Bonferroni)
   * @param deciding the interval that the verdict goes by
   * @param failures how often either side failed, and the test on it
   * @param seedsNeeded for an inconclusive verdict, how many seeds in all would do
   * @param prospect the chance that the seeds up to a rule's cap settle what is open
   * @param weight of a difference, beside the margin
   */
  public record Judgement(
      Basis basis,
      Interval simultaneous,
      DecidingInterval deciding,
      Failures failures,
      OptionalInt seedsNeeded,
      OptionalDouble prospect,
      Weight weight) {}

  /** What the seeds say of a difference beside the margin, with all contrasts of the family. */
  public enum Weight {
    /** It is smaller. */
    NEGLIGIBLE,
    /** It is larger. */
    MATERIAL,
    /** Neither was shown, or there is no margin. */
    OPEN
  }

  /** What a verdict rests on, or why there is none. */
  public enum Basis {
    /** The tests on the differences. */
    TESTS,
    /** The test on the failures, since so many seeds were lost. */
    FAILURES,
    /** So many pairs were lost that the rest says nothing. */
    LOSSES,
    /** The spec asks for no verdict. */
    NOT_ASKED,
    /** Runs are still to come. */
    INTERIM,
    /** An error that the audit tells of takes away the meaning of what was read. */
    STOPPED,
    TOO_FEW_SEEDS
  }

  /**
   * How the differences spread.
   *
   * @param standardDeviation of the differences, one a seed
   * @param effectSize Cohen's d_z (mean over standard deviation of the differences, Lakens 2013)
   *     with Hedges' (1981) small-sample correction
   * @param probability the share of seeds in which the level reads higher, ties half
   * @param probabilityInterval its exact 95 % interval
   */
  public record Spread(
      double standardDeviation,
      double effectSize,
      double probability,
      Interval probabilityInterval) {

    static Spread of(PairedSample sample) {
      return new Spread(
          sample.standardDeviation(),
          sample.effectSize(),
          sample.shareAbove(),
          sample.shareInterval());
    }
  }

  public int plannedSeeds() {
    return pairs.planned();
  }

  public List<SeedDifference> differences() {
    return pairs.differences();
  }

  public List<LostSeed> lost() {
    return pairs.lost();
  }

  public Basis basis() {
    return judgement.basis();
  }

  public Interval simultaneous() {
    return judgement.simultaneous();
  }

  /** The interval that the verdict goes by. */
  public DecidingInterval deciding() {
    return judgement.deciding();
  }

  public Failures failures() {
    return judgement.failures();
  }

  public OptionalInt seedsNeeded() {
    return judgement.seedsNeeded();
  }

  /** The chance that the seeds up to the cap of the sweep's rule settle it, if it is open. */
  public OptionalDouble prospect() {
    return judgement.prospect();
  }

  /** Whether it is open, and further seeds up to the cap would hardly settle it. */
  public boolean isHopeless() {
    return prospect().orElse(1) < Prospect.LEAST;
  }

  public boolean isTime() {
    return objective.metric().equals(Metrics.TIME);
  }

  /** Whether there are three or four pairs: enough for a verdict, too few to rely on it. */
  public boolean isIndicative() {
    boolean judged = result.verdict() != Verdict.NO_VERDICT;
    return judged && result.pairs() < 5 && !isDecidedByFailures();
  }

  /** The 95 % interval to tell, which holds over all looks and is not adjusted otherwise. */
  public Interval interval() {
    return new Interval(result.reported().low(), result.reported().high());
  }

  /** Whether a difference was found, and shown to be smaller than the margin. */
  public boolean isNegligible() {
    return isFound() && judgement.weight() == Weight.NEGLIGIBLE;
  }

  /** Whether a difference was found, and shown to be larger than the margin. */
  public boolean isMaterial() {
    return isFound() && judgement.weight() == Weight.MATERIAL;
  }

  /** The same with the verdicts at each level of another factor, which contradict each other. */
  ContrastDetail byLevel(String verdicts) {
    return new ContrastDetail(
        contrast, objective, margin, result.byLevel(verdicts), pairs, spread, judgement, machines);
  }

  /** Whether the verdict rests on how often the two sides failed, not on their readings. */
  public boolean isDecidedByFailures() {
    return isJudgedUnequal() && basis() == Basis.FAILURES;
  }

  /** The estimated chance that a seed reads better at the level than at the baseline. */
  public double improvement() {
    return isMaximized() ? spread.probability() : 1 - spread.probability();
  }

  /** The exact 95 % interval of {@link #improvement} (Clopper and Pearson 1934). */
  public Interval improvementInterval() {
    Interval above = spread.probabilityInterval();
    return isMaximized() ? above : new Interval(1 - above.high(), 1 - above.low());
  }

  private boolean isMaximized() {
    return objective.gain(1) > 0;
  }

  private boolean isFound() {
    return isJudgedUnequal() && basis() == Basis.TESTS;
  }

  private boolean isJudgedUnequal() {
    return result.verdict() == Verdict.BETTER || result.verdict() == Verdict.WORSE;
  }
}
