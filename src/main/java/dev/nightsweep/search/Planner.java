package dev.nightsweep.search;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Expands a spec into its plan.
 *
 * <p>Parameters are taken in alphabetical order and the last varies fastest, as W&B does. Without
 * {@code ablation:}, {@code run_cap} cuts the list of runs, arm by arm; under it, it cuts the
 * seeds, so that every arm keeps the same ones. Nothing is expanded beyond what will be run.
 */
public final class Planner {
  private Planner() {}

  /** Counts arms and runs without expanding them. */
  public static GridSize size(Spec spec) {
    int seeds = spec.ablation().seeds().size();
    BigInteger arms = new Points(spec).count();
    return new GridSize(arms, seeds, arms.multiply(BigInteger.valueOf(seeds)));
  }

  /**
   * Expands a spec.
   *
   * @param catalog of the spec's program
   * @param basis what decides a result beside settings and seed, for resolved settings; asked once
   *     an arm
   * @throws PlanException if the grid is too large or empty, or arms have conflicts
   */
  public static Plan plan(
      Spec spec,
      Catalog catalog,
      Function<Settings, SortedMap<String, String>> basis,
      String sweepId,
      Instant createdAt) {
    Points points = new Points(spec);
    Identity identity = new Identity(catalog);
    Cut cut = Cut.of(spec, points, size(spec));
    List<Arm> arms = new Arms(catalog, identity, points.constants()).resolve(cut.points());
    List<StartingOrder.Slot> listed = StartingOrder.listed(arms, cut.seeds(), cut.mostRuns());
    List<Contrast> contrasts = contrasts(spec, points, arms);
    SweepHeader header =
        new SweepHeader(
            sweepId,
            spec.name(),
            spec.description(),
            spec.program(),
            spec.method(),
            spec.objective(),
            spec.declared(),
            spec.ablation().margins(),
            cut.seeds(),
            points.factorsWithIncluded(),
            contrasts,
            spec.source().fileName(),
            Hash.ofText(spec.source().text()),
            PlanHash.of(spec, identity, listed, contrasts),
            createdAt);
    List<StartingOrder.Slot> slots =
        StartingOrder.arrange(listed, spec.ablation().order(), cut.seeds());
    return new Plan(header, arms, runs(slots, identity, basis, sweepId));
  }

  private static List<Contrast> contrasts(Spec spec, Points points, List<Arm> arms) {
    if (!spec.declared()) {
      return List.of();
    }
    return spec.ablation().arms().isEmpty()
        ? Contrasts.ofFactors(points.factorsWithIncluded(), arms)
        : Contrasts.ofNamed(spec.ablation(), arms);
  }

  private static List<PlannedRun> runs(
      List<StartingOrder.Slot> slots,
      Identity identity,
      Function<Settings, SortedMap<String, String>> basis,
      String sweepId) {
    Ids ids = new Ids();
    Map<String, SortedMap<String, String>> basisByArm = new HashMap<>();
    List<PlannedRun> runs = new ArrayList<>(slots.size());
    for (StartingOrder.Slot slot : slots) {
      Arm arm = slot.arm();
      SortedMap<String, String> facts =
          basisByArm.computeIfAbsent(arm.armId(), id -> basis.apply(arm.settings()));
      String id = identity.of(arm.settings(), slot.seed(), facts);
      PlannedRun.Phase phase = PlannedRun.Phase.COMPARISON;
      String runId = ids.next(Hash.of(sweepId, id, phase.name()));
      runs.add(new PlannedRun(runId, arm.armId(), phase, slot.seed(), id));
    }
    return runs;
  }
}
