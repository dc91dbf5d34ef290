package dev.nightsweep.search.pruning;

import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;

/** How many epochs a trial has. */
final class TrialEpochs {
  private TrialEpochs() {}

  /** The greatest integer where its settings do not say so. */
  static int of(Plan plan, PlannedRun run) {
    Settings settings = plan.settings(run);
    return ParameterRoles.USUAL.of(ParameterRoles.Role.EPOCHS).stream()
        .sorted()
        .flatMap(name -> settings.find(name).stream())
        .filter(Setting.Whole.class::isInstance)
        .mapToInt(setting -> (int) Math.min(((Setting.Whole) setting).number(), Integer.MAX_VALUE))
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }
}
