package dev.nightsweep.plan;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.Tuning;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What a spec has tuned inside every arm: all combinations of the nuisance parameters' values, each
 * with all selection seeds, so that no arm gets more tries than another.
 */
final class CandidateExpansion {
  /** Selection seeds begin here, above all that a number of seeds can ask for. */
  static final long FIRST_SEED = 1_000_001;

  private CandidateExpansion() {}

  /** What is to be tuned, nothing chosen yet; empty if nothing is. */
  static Optional<Tuning> tuning(Spec spec) {
    return spec.ablation()
        .nuisance()
        .map(nuisance -> new Tuning(nuisance.parameters(), settings(spec), seeds(spec), List.of()));
  }

  /** How many combinations there are, counted; 0 if nothing is tuned. */
  static BigInteger count(Spec spec) {
    return spec.ablation()
        .nuisance()
        .map(
            nuisance ->
                nuisance.parameters().stream()
                    .map(name -> BigInteger.valueOf(levels(spec, name).size()))
                    .reduce(BigInteger.ONE, BigInteger::multiply))
        .orElse(BigInteger.ZERO);
  }

  /** How many runs tune one arm, counted. */
  static BigInteger runs(Spec spec) {
    int seeds = spec.ablation().nuisance().map(Spec.Nuisance::seeds).orElse(0);
    return count(spec).multiply(BigInteger.valueOf(seeds));
  }

  /** The same, of a spec that is not too large. */
  static int runsAnArm(Spec spec) {
    return runs(spec).intValueExact();
  }

  /** Arm by arm, candidate by candidate, all selection seeds. */
  static List<StartingOrder.Slot> slots(List<Arm> arms, Tuning tuning) {
    List<StartingOrder.Slot> slots = new ArrayList<>();
    for (Arm arm : arms) {
      for (Settings candidate : tuning.candidates()) {
        tuning.seeds().forEach(seed -> slots.add(new StartingOrder.Slot(arm, candidate, seed)));
      }
    }
    return slots;
  }

  private static List<Settings> settings(Spec spec) {
    List<Factor> tuned =
        spec.ablation().nuisance().orElseThrow().parameters().stream()
            .map(name -> new Factor(name, levels(spec, name), levels(spec, name).get(0)))
            .toList();
    List<Settings> settings = new ArrayList<>();
    new FactorGrid(tuned, List.of(), Conditions.NONE).forEachRemaining(settings::add);
    return settings;
  }

  private static List<Setting> levels(Spec spec, String name) {
    return spec.parameters().get(name).levels();
  }

  /** The first ones that the arms are not compared on. */
  private static List<Long> seeds(Spec spec) {
    List<Long> compared = spec.ablation().seeds();
    return LongStream.iterate(FIRST_SEED, seed -> seed + 1)
        .boxed()
        .filter(seed -> !compared.contains(seed))
        .limit(spec.ablation().nuisance().orElseThrow().seeds())
        .toList();
  }
}
