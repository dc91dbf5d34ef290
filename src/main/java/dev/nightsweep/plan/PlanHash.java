package dev.nightsweep.plan;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.search.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Hashes what a plan would run and how it would be judged: program, objective, margins, arms,
 * seeds, runs and contrasts; of a tuned sweep the runs that tune it, and the seeds that its arms
 * are compared on, since what they are compared at is not known yet. Names, texts, times and the
 * starting order are not in it.
 */
final class PlanHash {
  private PlanHash() {}

  static String of(
      Spec spec,
      Identity identity,
      List<StartingOrder.Slot> listed,
      List<Contrast> contrasts,
      List<Long> seeds) {
    List<String> fields = new ArrayList<>(List.of("program", identity.program(spec)));
    fields.addAll(List.of("judged", Boolean.toString(spec.declared())));
    fields.addAll(List.of("metric", spec.objective().metric(), spec.objective().goal().name()));
    spec.ablation()
        .judging()
        .margins()
        .forEach((metric, margin) -> fields.addAll(List.of("margin", metric, margin.toString())));
    spec.ablation()
        .judging()
        .stuck()
        .forEach((metric, level) -> fields.addAll(List.of("stuck", metric, level.toString())));
    spec.ablation()
        .nuisance()
        .ifPresent(
            nuisance -> {
              fields.addAll(List.of("nuisance", nuisance.parameters().toString()));
              fields.addAll(List.of("compared on", seeds.toString()));
            });
    if (spec.isSearch()) {
      fields.addAll(
          List.of("trials", Integer.toString(spec.runCap().orElse(0)), spec.method().text()));
      fields.addAll(List.of("searched", TrialSampler.searched(spec).toString()));
      fields.addAll(List.of("winner", Integer.toString(spec.ablation().search().winnerSeeds())));
    }
    if (spec.ablation().search().multivariate()) {
      fields.addAll(List.of("estimator", "multivariate"));
    }
    if (!spec.ablation().arms().when().isEmpty()) {
      fields.addAll(List.of("when", spec.ablation().arms().when().toString()));
    }
    if (!spec.stopping().equals(Stopping.NONE)) {
      fields.addAll(List.of("stopping", spec.stopping().toString()));
    }
    if (spec.stop() != Spec.Stop.PLANNED) {
      fields.addAll(List.of("stop", spec.stop().name()));
    }
    Stream<List<String>> runs =
        listed.stream()
            .map(slot -> Hash.of(runFields(identity, slot)))
            .sorted()
            .map(hash -> List.of("run", hash));
    runs.forEach(fields::addAll);
    contrasts.forEach(contrast -> fields.addAll(contrastFields(contrast)));
    spec.ablation()
        .judging()
        .claims()
        .forEach(claim -> fields.addAll(List.of("claim", claim.toString())));
    return Hash.of(fields);
  }

  private static List<String> runFields(Identity identity, StartingOrder.Slot slot) {
    List<String> fields = new ArrayList<>(identity.canonical(slot.settings()));
    fields.add(slot.arm().label());
    fields.add(Long.toString(slot.seed()));
    return fields;
  }

  private static List<String> contrastFields(Contrast contrast) {
    List<String> fields = new ArrayList<>(List.of("contrast", contrast.factor()));
    fields.add(contrast.level());
    fields.add(contrast.baseline());
    contrast.cells().stream()
        .map(cell -> cell.armId() + "-" + cell.baselineArmId())
        .sorted()
        .forEach(fields::add);
    return fields;
  }
}
