package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.ArmChoice.Alternative;
import dev.nightsweep.model.Objective;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How sure the choices of a tuned sweep are. Selection seeds are few, so the variance of a lead
 * between seeds is that of all arms together: of the choice over the best of the others. With its
 * degrees of freedom, arms × (seeds - 1), the chance that another setting is truly better is that
 * of t, no setting being thought better beforehand; the regret is the expected opportunity cost E
 * max(0, -lead) of a normal lead with that variance (Gupta and Miescke 1996; Chick and Inoue 2001).
 *
 * @param deviation of the lead of one seed
 * @param degrees of freedom that it has
 */
record ArmChoices(List<SelectionReadings> arms, double deviation, int degrees) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** From two selection seeds on; without them there are no arms. */
  static ArmChoices of(JudgedRuns runs) {
    List<SelectionReadings> arms =
        SelectionReadings.of(runs.evidence()).stream().filter(arm -> arm.seeds() > 1).toList();
    double variance =
        arms.stream().mapToDouble(SelectionReadings::varianceOfLead).average().orElse(0);
    double floor = runs.objective().floor();
    int degrees = arms.stream().mapToInt(arm -> arm.seeds() - 1).sum();
    return new ArmChoices(
        arms, Math.max(Math.sqrt(variance), Double.isFinite(floor) ? floor : 0), degrees);
  }

  /** Arm by arm. */
  List<ArmChoice> all(Objective objective) {
    List<List<TuningBudget>> budgets = TuningBudget.of(arms, objective);
    List<ArmChoice> choices = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      SelectionReadings arm = arms.get(i);
      List<Alternative> others =
          arm.others().stream().map(other -> alternative(arm, other)).toList();
      choices.add(new ArmChoice(arm.armId(), arm.chosen().settings(), others, budgets.get(i)));
    }
    return List.copyOf(choices);
  }

  /** The standard error of a lead. */
  double error(SelectionReadings arm) {
    return deviation / Math.sqrt(arm.seeds());
  }

  private Alternative alternative(SelectionReadings arm, SelectionReadings.Tried other) {
    double lead = arm.chosen().mean() - other.mean();
    double error = error(arm);
    double z = error > 0 ? lead / error : Math.signum(lead) * Double.MAX_VALUE;
    double regret = error > 0 ? error * (NORMAL.density(z) - z * NORMAL.survivalProbability(z)) : 0;
    double probability = TDistribution.of(degrees).survivalProbability(z);
    return new Alternative(other.settings(), lead, probability, Math.max(0, regret));
  }
}
