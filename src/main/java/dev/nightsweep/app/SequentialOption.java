package dev.nightsweep.app;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.Spec.Stop;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.UserErrorException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The wish that seeds be added until every verdict is settled.
 *
 * @param stop how, if the user says; else as the spec or the sweep has it
 * @param maxSeeds the most seeds that there may be, if the user says
 */
public record SequentialOption(Optional<Stop> stop, OptionalInt maxSeeds) {
  private static final int MIN_SEEDS = 3;
  private static final int USUAL_CAP = 20;
  private static final int MAX_CAP = 1000;

  /** What the user says, if it is anything. */
  public static Optional<SequentialOption> wish(Optional<Stop> stop, OptionalInt maxSeeds) {
    return stop.isEmpty() && maxSeeds.isEmpty()
        ? Optional.empty()
        : Optional.of(new SequentialOption(stop, maxSeeds));
  }

  /** What a spec wishes by itself. */
  static Optional<SequentialOption> of(Spec spec) {
    return spec.stop() == Stop.PLANNED
        ? Optional.empty()
        : Optional.of(new SequentialOption(Optional.of(spec.stop()), OptionalInt.empty()));
  }

  /**
   * The rule for a sweep.
   *
   * @param plan the sweep's
   * @param late whether there are results already that verdicts rest on
   * @throws UserErrorException if there is nothing to settle, or the cap makes no sense
   */
  SeedRule rule(Spec spec, Plan plan, boolean late) {
    SweepHeader header = plan.header();
    Stop how = how(spec, header);
    if (header.rule().isPresent()) {
      return standing(header, header.rule().get());
    }
    if (header.contrasts().isEmpty()) {
      throw UserErrorException.usage(
          "%s: %s compares nothing, so there is no verdict to settle. Maybe give a parameter several values, and the spec an `ablation:`."
              .formatted(name(how), header.name()));
    }
    int first = header.seeds().size();
    if (how == Stop.SETTLED && first < MIN_SEEDS) {
      throw UserErrorException.usage(
          "%s needs at least %d planned seeds for its first look, and the spec plans %d. Maybe ablation: {seeds: 5}, or --anytime."
              .formatted(name(how), MIN_SEEDS, first));
    }
    int cap = Math.min(maxSeeds.orElse(Math.max(USUAL_CAP, 2 * first)), mostByRunCap(spec, plan));
    return new SeedRule(first, checked(cap, first, how), late, how == Stop.ANYTIME);
  }

  private Stop how(Spec spec, SweepHeader header) {
    Optional<Stop> said = Optional.of(spec.stop()).filter(s -> s != Stop.PLANNED);
    Optional<Stop> stands = header.rule().map(SeedRule::stop).or(() -> said);
    Stop how =
        stop.or(() -> stands)
            .orElseThrow(
                () -> UserErrorException.usage("--max-seeds needs --until-settled or --anytime."));
    if (stands.filter(s -> s != how).isPresent()) {
      throw UserErrorException.usage(
          "%s: %s has another rule, %s, and its error rate holds for that alone. Maybe --new, for a sweep on other seeds."
              .formatted(name(how), header.name(), name(stands.get())));
    }
    return how;
  }

  private SeedRule standing(SweepHeader header, SeedRule rule) {
    if (maxSeeds.isEmpty() || maxSeeds.getAsInt() == rule.cap()) {
      return rule;
    }
    int cap = maxSeeds.getAsInt();
    if (!rule.anytime()) {
      throw UserErrorException.usage(
          "--max-seeds (%d): the sweep was begun with a cap of %d seeds, and its error rate holds for that alone."
              .formatted(cap, rule.cap()));
    }
    checked(cap, header.seeds().size(), Stop.ANYTIME);
    return new SeedRule(rule.first(), cap, rule.late(), true);
  }

  private static int checked(int cap, int planned, Stop how) {
    if (cap < planned || cap > MAX_CAP) {
      throw UserErrorException.usage(
          "%s: at most %d seeds makes no sense where %d are planned: it must be from that to %d."
              .formatted(name(how), cap, planned, MAX_CAP));
    }
    return cap;
  }

  private static String name(Stop how) {
    return how == Stop.ANYTIME ? "--anytime" : "--until-settled";
  }

  private static int mostByRunCap(Spec spec, Plan plan) {
    return spec.runCap().isEmpty()
        ? Integer.MAX_VALUE
        : (spec.runCap().getAsInt() - plan.runs(Phase.SELECTION).size()) / plan.arms().size();
  }
}
