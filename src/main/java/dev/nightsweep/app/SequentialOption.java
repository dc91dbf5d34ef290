package dev.nightsweep.app;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.UserErrorException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The wish that seeds be added until every verdict is settled.
 *
 * @param maxSeeds the most seeds that there may be, if the user says
 */
public record SequentialOption(OptionalInt maxSeeds) {
  private static final int MIN_SEEDS = 3;
  private static final int USUAL_CAP = 20;
  private static final int MAX_CAP = 1000;

  /**
   * The rule for a sweep.
   *
   * @param plan the sweep's
   * @param shown whether a verdict on it was shown already
   * @throws UserErrorException if there is nothing to settle, or the cap makes no sense
   */
  SeedRule rule(Spec spec, Plan plan, boolean shown) {
    SweepHeader header = plan.header();
    Optional<SeedRule> stands = header.rule();
    if (stands.isPresent()) {
      return standing(stands.get());
    }
    if (header.contrasts().isEmpty()) {
      throw UserErrorException.usage(
          "--until-settled: %s compares nothing, so there is no verdict to settle. Maybe give a parameter several values, and the spec an `ablation:`."
              .formatted(header.name()));
    }
    int first = header.seeds().size();
    if (first < MIN_SEEDS) {
      throw UserErrorException.usage(
          "--until-settled needs at least %d planned seeds for its first look, and the spec plans %d. Maybe ablation: {seeds: 5}."
              .formatted(MIN_SEEDS, first));
    }
    int cap = Math.min(maxSeeds.orElse(Math.max(USUAL_CAP, 2 * first)), mostByRunCap(spec, plan));
    if (cap < first || cap > MAX_CAP) {
      throw UserErrorException.usage(
          "--until-settled: at most %d seeds makes no sense where %d are planned: it must be from that to %d."
              .formatted(cap, first, MAX_CAP));
    }
    return new SeedRule(first, cap, shown);
  }

  private SeedRule standing(SeedRule rule) {
    if (maxSeeds.isPresent() && maxSeeds.getAsInt() != rule.cap()) {
      throw UserErrorException.usage(
          "--max-seeds (%d): the sweep was begun with a cap of %d seeds, and its error rate holds for that alone."
              .formatted(maxSeeds.getAsInt(), rule.cap()));
    }
    return rule;
  }

  private static int mostByRunCap(Spec spec, Plan plan) {
    return spec.runCap().isEmpty()
        ? Integer.MAX_VALUE
        : (spec.runCap().getAsInt() - plan.runs(Phase.SELECTION).size()) / plan.arms().size();
  }
}
