package dev.nightsweep.analysis.sequential;

import dev.nightsweep.model.SweepHeader;

/** Which rule a sweep stops by. */
public final class StopRules {
  private StopRules() {}

  public static StopRule of(SweepHeader header) {
    return header.rule().isEmpty()
        ? new PlannedSeeds()
        : new SequentialRule(header.rule().get().first(), header.rule().get().cap());
  }
}
