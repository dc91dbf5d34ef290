package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.analysis.contrast.MachineHeterogeneity;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import java.util.List;

/** What the audit found, with the numbers and names that tell of it. */
public sealed interface FindingDetail
    permits CurveFinding,
        FindingDetail.OfComparison,
        FindingDetail.OfLearning,
        FindingDetail.OfMachine,
        FindingDetail.OfRuns,
        FindingDetail.OfVerdict,
        ProvenanceFinding,
        ReadingFinding,
        ShapeFinding,
        SettingFinding,
        SourceFinding {

  /** What the runs of a finding have in common, where no more is to be said. */
  enum OfRuns implements FindingDetail {
    STOPPED_EARLY,
    /** Completed with other epochs than the setting says. */
    CUT_SHORT,
    UNPLANNED_SEED,
    /** Needed more than one attempt, on either side alike. */
    RETRIED,
    /** Evaluated the test set more than once. */
    TESTED_AGAIN,
    /** Evaluated the test set while tuning. */
    TESTED_IN_TUNING,
    TUNED_ON_COMPARED_SEED
  }

  /** How far the arms were treated alike, and what runs there are. */
  sealed interface OfComparison extends FindingDetail {}

  /** Where and when the runs were trained. */
  sealed interface OfMachine extends FindingDetail {}

  /** What bears on how far a verdict can be believed. */
  sealed interface OfVerdict extends FindingDetail {}

  /** Whether the runs learned anything. */
  sealed interface OfLearning extends FindingDetail {}

  /** What an arm is tuned with. */
  enum Effort {
    RUNS,
    EPOCHS
  }

  /** How much effort the tuning of an arm took; the arm by its label. */
  record ArmEffort(String arm, int number) {}

  /**
   * The arms of a contrast differ in parameters beside the one that it compares; of named arms, in
   * more than one.
   */
  record SeveralParameters(Contrast contrast, List<String> parameters) implements OfComparison {
    public SeveralParameters {
      parameters = List.copyOf(parameters);
    }
  }

  /** A contrast was made at one learning rate that was neither tuned nor swept. */
  record UntunedRate(Contrast contrast, String parameter) implements OfComparison {}

  /** So many pairs were trained for different numbers of epochs. */
  record UnequalEpochs(Contrast contrast, int pairs) implements OfComparison {}

  /** The sides take different numbers of steps an epoch. */
  record UnequalSteps(Contrast contrast) implements OfComparison {}

  /** The arms were tuned with unequal effort. */
  record UnequalTuning(Effort effort, List<ArmEffort> arms) implements OfComparison {
    public UnequalTuning {
      arms = List.copyOf(arms);
    }
  }

  /**
   * The level needed so many attempts more than the baseline; fewer, if negative.
   *
   * @param p how likely chance alone does that
   */
  record UnequalAttempts(Contrast contrast, int excess, double p) implements OfComparison {}

  /**
   * Planned runs are not there: how many, and the arm's label and seed of the first.
   *
   * @param elsewhere whether the sweep's runs were trained elsewhere
   */
  record MissingRuns(int number, String arm, long seed, boolean elsewhere)
      implements OfComparison {}

  /** Seeds gave no difference. */
  record LostSeeds(ContrastDetail contrast) implements OfComparison {}

  /**
   * Compared runs of an arm never learned.
   *
   * @param arm its label
   * @param number how many did not, of so many that went through
   * @param level what they read at best, of the first of them
   */
  record StuckArm(String arm, int number, int runs, ChanceLevel level) implements OfLearning {}

  /** At no setting that was tried while an arm was tuned did it learn; the arm by its label. */
  record StuckTuning(String arm) implements OfLearning {}

  /** What runs read that learn nothing is not known, of so many. */
  record UnknownChance(int runs) implements OfLearning {}

  /**
   * A fact of the environment differs within so many pairs.
   *
   * @param level what it is of the first one's level
   * @param ofTime whether it bears on times alone
   */
  record UnlikeWithinPairs(String fact, int pairs, String level, String baseline, boolean ofTime)
      implements OfMachine {}

  /** A fact of the environment is not the same for all seeds, though within every pair. */
  record UnlikeAcrossSeeds(String fact) implements OfMachine {}

  /** The time ratio depends on the machine. */
  record UnlikeMachines(Contrast contrast, MachineHeterogeneity machines) implements OfMachine {}

  /** The machine was busier beside one side: level over baseline. */
  record UnlikeLoad(Contrast contrast, double ratio) implements OfMachine {}

  /** Wall time over CPU time differs between the sides by that factor. */
  record UnlikeTimes(Contrast contrast, double ratio) implements OfMachine {}

  /**
   * In so many of the pairs the level was started after the baseline.
   *
   * @param p how likely a shuffled order is as one-sided
   * @param attainable the least p that so many pairs can reach
   * @param elsewhere whether they were trained elsewhere
   */
  record OneSidedOrder(
      Contrast contrast, int levelLater, int pairs, double p, double attainable, boolean elsewhere)
      implements OfMachine {}

  /** The sweep is judged by a metric of the test set. */
  record TestObjective(String metric) implements OfVerdict {}

  /** How many times the test set was evaluated. */
  record TestEvaluations(int number) implements OfVerdict {}

  /** What decides the verdicts was changed when there were results; the changes in clauses. */
  record ChangedAnalysis(List<String> changes) implements OfVerdict {
    public ChangedAnalysis {
      changes = List.copyOf(changes);
    }
  }

  /**
   * So many of the results were part of an earlier verdict, on that sweep.
   *
   * @param others where seeds may come from that were part of none
   */
  record ReadingsOfEarlierVerdict(String sweepId, int readings, int runs, SeedSource others)
      implements OfVerdict {}

  /**
   * Seeds were added after a verdict had been shown.
   *
   * @param others where seeds may come from instead
   */
  record ExtendedAfterLook(ContrastResult now, SeedSource others) implements OfVerdict {}

  /**
   * So many of an arm's completed runs read the same in every epoch, with different seeds.
   *
   * @param elsewhere whether they were trained elsewhere
   */
  record RepeatedReadings(String arm, int runs, int completed, boolean elsewhere)
      implements OfVerdict {}

  /** All runs of an arm end with the same reading of the objective. */
  record EqualReadings(String arm, int runs, String metric) implements OfVerdict {}

  /** All pairs differ by the same amount on the objective. */
  record EqualDifferences(Contrast contrast, int pairs, String metric) implements OfVerdict {}

  /** A look is journaled with what the readings of then do not give. */
  record ContradictedLook(LookDifference difference) implements OfVerdict {}

  /**
   * The difference that so many pairs find in four of five such sweeps.
   *
   * @param more where more seeds may come from
   */
  record DetectableDifference(
      Contrast contrast, int pairs, double difference, boolean exceedsMargin, SeedSource more)
      implements OfVerdict {}

  /** In so many runs a layer multiplies all it sees by about the same factor. */
  record ConstantLayer(String layer, int runs, double factor) implements OfVerdict {}
}
