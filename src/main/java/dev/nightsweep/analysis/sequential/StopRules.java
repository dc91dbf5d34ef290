package dev.nightsweep.analysis.sequential;

import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;
import java.util.Optional;

/** Which rule a sweep stops by. */
public final class StopRules {
  private StopRules() {}

  public static StopRule of(SweepHeader header) {
    Optional<SeedRule> rule = header.rule();
    if (rule.isEmpty()) {
      return new PlannedSeeds();
    }
    return rule.get().anytime()
        ? new AnytimeRule()
        : new SequentialRule(rule.get().first(), rule.get().cap());
  }
}
