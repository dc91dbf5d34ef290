package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Tuning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an arm read on the selection seeds, as gains: higher is better.
 *
 * @param chosen what was chosen
 * @param others that were tried too, the best first; like {@code chosen} only settings that gave a
 *     reading on every seed, since one that lost runs was ranked by that
 */
record SelectionReadings(String armId, Tried chosen, List<Tried> others) {

  /**
   * One setting.
   *
   * @param gains seed by seed
   */
  record Tried(Settings settings, List<Double> gains) {
    Tried {
      gains = List.copyOf(gains);
    }

    double mean() {
      return gains.stream().mapToDouble(gain -> gain).average().orElseThrow();
    }
  }

  /** Arm by arm; of those whose choice gave a reading on every seed, beside another one. */
  static List<SelectionReadings> of(Evidence evidence) {
    List<SelectionReadings> arms = new ArrayList<>();
    evidence
        .sweep()
        .header()
        .tuning()
        .filter(Tuning::isDone)
        .ifPresent(tuning -> tuning.choices().forEach(c -> of(evidence, tuning, c, arms)));
    return List.copyOf(arms);
  }

  private static void of(
      Evidence evidence, Tuning tuning, Tuning.Choice choice, List<SelectionReadings> arms) {
    List<Tried> all =
        choice.candidates().stream()
            .flatMap(c -> tried(evidence, tuning, choice.armId(), c.settings()).stream())
            .sorted(Comparator.comparingDouble(Tried::mean).reversed())
            .toList();
    List<Tried> others = all.stream().filter(t -> !t.settings().equals(choice.settings())).toList();
    if (others.size() < all.size() && !others.isEmpty()) {
      Tried chosen =
          all.stream().filter(t -> t.settings().equals(choice.settings())).findFirst().get();
      arms.add(new SelectionReadings(choice.armId(), chosen, others));
    }
  }

  private static Optional<Tried> tried(
      Evidence evidence, Tuning tuning, String armId, Settings settings) {
    Objective objective = evidence.sweep().header().objective();
    List<RunRecord> runs =
        evidence.runs().stream()
            .filter(run -> run.phase() == Phase.SELECTION && run.armId().equals(armId))
            .filter(run -> run.candidate().equals(settings))
            .filter(run -> run.state() == RunState.COMPLETED)
            .toList();
    List<Double> gains =
        tuning.seeds().stream()
            .flatMap(seed -> runs.stream().filter(run -> run.seed() == seed).limit(1))
            .flatMapToDouble(run -> run.reading(objective.metric()).stream())
            .map(objective::gain)
            .boxed()
            .toList();
    boolean whole = gains.size() == tuning.seeds().size() && !gains.isEmpty();
    return whole ? Optional.of(new Tried(settings, gains)) : Optional.empty();
  }

  int seeds() {
    return chosen.gains().size();
  }

  /** Of all tried settings, the best first: what was chosen before its equals. */
  List<Tried> best() {
    List<Tried> all = new ArrayList<>(List.of(chosen));
    all.addAll(others);
    all.sort(Comparator.comparingDouble(Tried::mean).reversed());
    return all;
  }

  /** The variance between seeds of how far the choice is ahead of the best of the others. */
  double varianceOfLead() {
    double[] lead = new double[seeds()];
    for (int i = 0; i < lead.length; i++) {
      lead[i] = chosen.gains().get(i) - others.get(0).gains().get(i);
    }
    return squares(lead) / (lead.length - 1);
  }

  /** About their mean. */
  static double squares(double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElseThrow();
    return Arrays.stream(numbers).map(n -> (n - mean) * (n - mean)).sum();
  }
}
