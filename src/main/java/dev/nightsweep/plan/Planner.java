package dev.nightsweep.plan;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Design;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.search.Hash;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Expands a spec into its plan: of a spec with nuisance parameters the runs that tune the arms, on
 * which {@link NextPlan} follows.
 *
 * <p>Parameters are taken in alphabetical order and the last varies fastest, as W&B does. Without
 * {@code ablation:}, {@code run_cap} cuts the list of runs, arm by arm; under it, it cuts the
 * seeds, so that every arm keeps the same ones. Nothing is expanded beyond what will be run.
 */
public final class Planner {
  private Planner() {}

  /** Counts arms and runs without expanding them; the runs that tune arms included. */
  public static GridSize size(Spec spec) {
    int seeds = spec.ablation().seeds().size();
    BigInteger arms = new RequestedArms(spec).count();
    BigInteger each = CandidateExpansion.runs(spec).add(BigInteger.valueOf(seeds));
    return new GridSize(arms, seeds, arms.multiply(each));
  }

  /** Whether the spec has a plan, but too many runs for all of them to be run without a cap. */
  public static boolean isCountedOnly(Spec spec) {
    GridSize size = size(spec);
    return spec.runCap().isEmpty()
        && size.runs().compareTo(BigInteger.valueOf(RunCap.MAX_RUNS_UNCAPPED)) > 0
        && size.arms().compareTo(RunCap.MAX_ARMS) <= 0;
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
    RequestedArms points = new RequestedArms(spec);
    Identity identity = new Identity(catalog);
    RunCap cut = cut(spec, points, catalog);
    Optional<Tuning> tuning = CandidateExpansion.tuning(spec);
    List<Settings> candidates = tuning.map(Tuning::candidates).orElse(List.of(Settings.NONE));
    List<Arm> arms =
        new ArmExpansion(catalog, identity, points.constants(), candidates).resolve(cut.points());
    List<StartingOrder.Slot> listed =
        tuning
            .map(t -> CandidateExpansion.slots(arms, t))
            .orElseGet(() -> StartingOrder.listed(arms, cut.seeds(), cut.mostRuns()));
    List<Contrast> contrasts = contrasts(spec, points, arms);
    SweepHeader header =
        new SweepHeader(
            sweepId,
            spec.name(),
            spec.program(),
            question(spec, contrasts, catalog),
            design(
                spec,
                new Design.GridDesign(
                    cut.seeds(), Optional.empty(), points.factorsWithIncluded(), contrasts),
                tuning,
                spec.isSearch() ? TrialSampler.trials(spec, catalog, arms.size()) : 0),
            Optional.of(spec.stopping()).filter(s -> !s.equals(Stopping.NONE)),
            new SweepHeader.Origin(
                spec.source().fileName(),
                Hash.ofText(spec.source().text()),
                PlanHash.of(spec, identity, listed, contrasts, cut.seeds())),
            createdAt);
    List<Long> seeds = tuning.map(Tuning::seeds).orElse(cut.seeds());
    List<StartingOrder.Slot> slots =
        StartingOrder.arrange(listed, spec.ablation().running().order(), seeds);
    Phase phase = tuning.isPresent() ? Phase.SELECTION : Phase.COMPARISON;
    return new Plan(header, arms, new RunNaming(identity, basis, sweepId).of(slots, phase));
  }

  private static RunCap cut(Spec spec, RequestedArms points, Catalog catalog) {
    return spec.isSearch()
        ? RunCap.drawn(
            spec,
            cap ->
                new TrialSampler(spec, points.constants(), catalog)
                    .first(Samplers.first(spec, cap)))
        : RunCap.of(spec, points, size(spec));
  }

  private static SweepHeader.Question question(
      Spec spec, List<Contrast> contrasts, Catalog catalog) {
    return new SweepHeader.Question(
        spec.description(),
        spec.objective(),
        spec.declared(),
        spec.ablation().judging().margins(),
        ClaimedContrasts.of(spec.ablation().judging().claims(), contrasts),
        List.of(),
        stuck(spec, catalog.metrics()),
        List.of());
  }

  /** Which way its metric is better the objective says, or the program, or the metric's name. */
  private static Optional<ChanceLevel> stuck(Spec spec, DeclaredMetrics metrics) {
    Objective objective = spec.objective();
    return spec.ablation().judging().stuck().entrySet().stream()
        .map(
            said -> {
              String metric = said.getKey();
              boolean asJudged =
                  metric.equals(objective.metric())
                      || metrics
                          .get(objective.metric())
                          .testTwin()
                          .filter(metric::equals)
                          .isPresent();
              Objective.Goal goal = asJudged ? objective.goal() : metrics.get(metric).goal();
              return new ChanceLevel(new Objective(metric, goal), said.getValue());
            })
        .findFirst();
  }

  private static Design design(
      Spec spec, Design.GridDesign grid, Optional<Tuning> tuning, int trials) {
    if (spec.isSearch()) {
      Search search =
          new Search(TrialSampler.searched(spec), trials, BestTrial.seeds(spec), Optional.empty());
      return new Design.SearchDesign(spec.method(), grid.seeds(), search);
    }
    return tuning.isPresent() ? new Design.TunedDesign(grid, tuning.get()) : grid;
  }

  private static List<Contrast> contrasts(Spec spec, RequestedArms points, List<Arm> arms) {
    if (!spec.declared()) {
      return List.of();
    }
    return spec.ablation().arms().named().isEmpty()
        ? PlannedContrasts.ofFactors(
            points.factorsWithIncluded(), arms, spec.ablation().arms().when())
        : PlannedContrasts.ofNamed(spec.ablation().arms(), arms);
  }
}
