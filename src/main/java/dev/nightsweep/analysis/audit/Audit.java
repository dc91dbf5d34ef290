package dev.nightsweep.analysis.audit;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks for what would make a verdict wrong or misleading, before it is shown: arms that differ in
 * more than the factor, test data that helped to choose, too few seeds, missing runs, layers that
 * do nothing. Pure: it knows what is stored and nothing else.
 */
public final class Audit {
  private static final List<Function<Records, List<Finding>>> CHECKS =
      List.of(
          SourceCheck::of,
          SettingsCheck::of,
          RateCheck::of,
          EdgeCheck::of,
          ChoiceCheck::of,
          TrainingCheck::of,
          ConvergenceCheck::of,
          BestEpochCheck::of,
          ReadingsCheck::of,
          AmountsCheck::of,
          EnvironmentCheck::of,
          OneSidedFactsCheck::of,
          ProgramCheck::of,
          ClockCheck::of,
          SpeedCheck::of,
          MachineCheck::of,
          LoadCheck::of,
          BalanceCheck::of,
          LearningCheck::of,
          RetryCheck::of,
          TuningCheck::of,
          LeakageCheck::of,
          GapCheck::of,
          SeedsCheck::of,
          LookCheck::of,
          PowerCheck::of,
          TimeCheck::of,
          NormalizationCheck::of);

  private Audit() {}

  /**
   * What is to be told of a sweep without verdicts: that other code trained some of its runs, or
   * what is not known of them.
   */
  public static List<Finding> ofProgram(Records records) {
    return Stream.concat(
            ProgramCheck.ofCode(records).stream().filter(Finding::isAlarm),
            SourceCheck.of(records).stream())
        .toList();
  }

  /** The gravest first. */
  public static List<Finding> of(Records records, Assumptions assumptions) {
    return Stream.concat(
            CHECKS.stream().flatMap(check -> check.apply(records).stream()),
            ShapeCheck.of(records.header().objective().metric(), assumptions).stream())
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }
}
