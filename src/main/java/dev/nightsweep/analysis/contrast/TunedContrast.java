package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A contrast of tuned arms, with the choice of their settings as a source of variance.
 *
 * @param detail the contrast at the chosen settings, on what the arms were tuned for
 * @param withChoice 95 % interval of the difference with each arm at the truly best of the settings
 *     that it was tuned over
 * @param weakest of its arms' choices the one with the greatest regret
 */
public record TunedContrast(ContrastDetail detail, Interval withChoice, ArmChoice weakest) {
  /** Of the effect: from here on the choice is a part of the answer. */
  public static final double MAX_SHARE = 0.25;

  /** Every contrast on the objective whose arms have choices that selection seeds tell of. */
  public static List<TunedContrast> of(JudgedRuns runs, List<ContrastDetail> details) {
    ArmChoices choices = ArmChoices.of(runs);
    Objective objective = runs.objective().objective();
    List<ArmChoice> arms = choices.all(objective);
    ChoiceDraws draws = new ChoiceDraws(choices, objective);
    List<TunedContrast> tuned = new ArrayList<>();
    for (ContrastDetail detail : details) {
      boolean isAsked = detail.objective().equals(objective);
      if (isAsked && detail.result().pairs() > 1) {
        weakest(detail.contrast(), arms)
            .map(weakest -> new TunedContrast(detail, draws.interval(detail), weakest))
            .ifPresent(tuned::add);
      }
    }
    return List.copyOf(tuned);
  }

  /** How sure every arm's choice is. */
  public static List<ArmChoice> choices(JudgedRuns runs) {
    return ArmChoices.of(runs).all(runs.objective().objective());
  }

  private static Optional<ArmChoice> weakest(Contrast contrast, List<ArmChoice> arms) {
    List<String> compared =
        contrast.cells().stream()
            .flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId()))
            .toList();
    return arms.stream()
        .filter(arm -> compared.contains(arm.armId()))
        .max((a, b) -> Double.compare(a.runnerUp().regret(), b.runnerUp().regret()));
  }

  /**
   * The regret of the weakest choice as a share of what the verdict claims: of the difference, or
   * of the margin that holds it; 0 of a contrast that claims nothing.
   */
  public double share() {
    double regret = weakest.runnerUp().regret();
    Verdict verdict = detail.result().verdict();
    return switch (verdict) {
      case BETTER, WORSE -> regret / Math.abs(detail.result().reported().mean());
      case EQUIVALENT -> regret / detail.margin().orElse(Double.POSITIVE_INFINITY);
      case INCONCLUSIVE, NO_VERDICT -> 0;
    };
  }

  /** Whether the answer leans on a choice that other selection seeds may have made otherwise. */
  public boolean leansOnChoice() {
    return share() > MAX_SHARE;
  }
}
