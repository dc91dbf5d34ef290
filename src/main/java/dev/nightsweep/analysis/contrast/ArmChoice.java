package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.Settings;
import dev.nightsweep.model.TriedOdds;
import java.util.List;

/**
 * How sure it is that an arm was compared at the best of the settings that it was tuned over.
 *
 * @param others that were tried too, the most likely first, never empty
 * @param budget what to expect of tuning with fewer settings, from 1 to all
 */
public record ArmChoice(
    String armId, Settings chosen, List<Alternative> others, List<TuningBudget> budget) {
  public ArmChoice {
    others = List.copyOf(others);
    budget = List.copyOf(budget);
  }

  /**
   * A setting that was not chosen.
   *
   * @param lead of the choice over it, on the selection seeds; positive if the choice reads better
   * @param probability that it is truly better than the choice
   * @param regret what the choice is expected to lose to it: its lead where it is truly better,
   *     else nothing
   */
  public record Alternative(Settings settings, double lead, double probability, double regret) {}

  /** The same, as journals and exports have it. */
  public List<TriedOdds> odds() {
    return others.stream()
        .map(
            other ->
                new TriedOdds(
                    armId, other.settings().toString(), other.probability(), other.regret()))
        .toList();
  }

  /** The best of the others. */
  public Alternative runnerUp() {
    return others.get(0);
  }
}
