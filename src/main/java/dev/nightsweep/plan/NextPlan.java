package dev.nightsweep.plan;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Plans what follows in a sweep under way: arms compared at what was chosen for them, a search's
 * winner trained again, further seeds, an edited spec. What was planned before keeps its ids.
 */
public final class NextPlan {
  private final Spec.Order order;
  private final Identity identity;
  private final Function<Settings, SortedMap<String, String>> basis;

  /**
   * @param catalog of the spec's program
   * @param basis what decides a result beside settings and seed, for resolved settings
   */
  public NextPlan(Spec spec, Catalog catalog, Function<Settings, SortedMap<String, String>> basis) {
    this.order = spec.ablation().running().order();
    this.identity = new Identity(catalog);
    this.basis = basis;
  }

  /** The plan once arms are tuned: they are compared, each at its own best, on fresh seeds. */
  public Plan compared(Plan plan, Tuning done) {
    return withComparison(plan, plan.header().with(done), LeftOut.NOTHING);
  }

  /** The plan of a search with that arm as the winner, which is trained again on fresh seeds. */
  public Plan wonBy(Plan plan, String armId) {
    Search search = plan.header().search().orElseThrow().wonBy(armId);
    List<PlannedRun> runs = new ArrayList<>(plan.runs(Phase.COMPARISON));
    RunNaming planned = new RunNaming(identity, basis, plan.header().sweepId());
    planned.keep(runs);
    List<StartingOrder.Slot> slots =
        StartingOrder.listed(List.of(plan.arm(armId)), search.winnerSeeds(), Integer.MAX_VALUE);
    runs.addAll(planned.of(slots, Phase.WINNER));
    return new Plan(plan.header().with(search), plan.arms(), runs);
  }

  /** Whether a search, or a grid that compares nothing, has trials that nobody has begun. */
  public static boolean hasMoreTrials(Plan plan, Predicate<PlannedRun> isUntouched) {
    return !AdaptiveTrialSampler.isComplete(plan)
        || plan.runs(Phase.COMPARISON).stream().anyMatch(isUntouched);
  }

  /** The plan without them. */
  public static Plan without(Plan plan, Predicate<PlannedRun> isUntouched) {
    List<PlannedRun> runs =
        plan.runs().stream()
            .filter(run -> run.phase() != Phase.COMPARISON || !isUntouched.test(run))
            .toList();
    Set<String> armIds = new HashSet<>();
    runs.forEach(run -> armIds.add(run.armId()));
    List<Arm> arms = plan.arms().stream().filter(arm -> armIds.contains(arm.armId())).toList();
    Optional<Search> search = plan.header().search().map(s -> s.endedAfter(arms.size()));
    SweepHeader header = search.map(plan.header()::with).orElse(plan.header());
    return new Plan(header, arms, runs);
  }

  /** The plan of a search of which no trial gave a reading: nothing is trained again. */
  public Plan withoutWinner(Plan plan) {
    Search search = plan.header().search().orElseThrow().withoutWinner();
    return new Plan(plan.header().with(search), plan.arms(), plan.runs(Phase.COMPARISON));
  }

  /**
   * The stored plan of a search of which no trial gave a reading, now that trials are to be tried
   * again: its winner is trained again after all, as the spec would have it.
   */
  public static Plan awaitingWinner(Plan stored, Plan now) {
    Optional<Search> given = stored.header().search().filter(s -> s.winnerSeeds().isEmpty());
    Optional<Search> wanted = now.header().search();
    return given.isEmpty() || wanted.isEmpty()
        ? stored
        : stored.with(stored.header().with(given.get().withWinnerOn(wanted.get().winnerSeeds())));
  }

  /**
   * The plan with those seeds in the place of its own, and that rule. Arms that it leaves out of
   * some seeds stay left out of them.
   */
  public Plan withSeeds(Plan plan, List<Long> seeds, Optional<SeedRule> rule) {
    return withSeeds(plan, seeds, rule, LeftOut.of(plan));
  }

  /** The plan with a last seed more, on which those arms alone are trained. */
  public Plan withSeed(Plan plan, List<Long> seeds, Set<String> armIds) {
    List<Arm> others = plan.arms().stream().filter(arm -> !armIds.contains(arm.armId())).toList();
    long last = seeds.get(seeds.size() - 1);
    return withSeeds(plan, seeds, plan.header().rule(), LeftOut.of(plan).with(others, last));
  }

  private Plan withSeeds(Plan plan, List<Long> seeds, Optional<SeedRule> rule, LeftOut out) {
    SweepHeader header = plan.header().with(seeds, rule);
    return plan.isTuning()
        ? new Plan(header, plan.arms(), plan.runs())
        : withComparison(plan, header, out);
  }

  /**
   * The plan of an edited spec for a sweep that is under way: what was chosen stands as long as the
   * runs that it rests on do; a rule stands, and so do the seeds that it has added, and which arms
   * it left out of them. Seeds that the spec asks for are those of all arms.
   */
  public Plan carriedOn(Plan stored, Plan now) {
    if (now.header().search().isPresent()) {
      return searchedOn(stored, now);
    }
    Optional<Tuning> done = stored.header().tuning().filter(t -> restsOnSameRuns(stored, now, t));
    Plan tuned = done.isPresent() ? compared(now, done.get()) : now;
    Optional<SeedRule> rule = stored.header().rule();
    if (rule.isEmpty()) {
      return tuned;
    }
    List<Long> before = stored.header().seeds();
    List<Long> asked = now.header().seeds();
    boolean added =
        before.size() >= asked.size()
            && Set.copyOf(before.subList(0, asked.size())).equals(Set.copyOf(asked));
    return withSeeds(tuned, added ? before : asked, rule, LeftOut.of(stored).without(asked));
  }

  /**
   * Trials that followed from those that the spec still begins with stand, and so does a winner.
   */
  private Plan searchedOn(Plan stored, Plan now) {
    int first = now.arms().size();
    boolean follows =
        !AdaptiveTrialSampler.isComplete(now)
            && stored.arms().size() >= first
            && stored.arms().subList(0, first).equals(now.arms());
    Search search = now.header().search().orElseThrow();
    Plan all =
        follows
            ? new Plan(
                now.header()
                    .with(search.endedAfter(Math.max(search.trials(), stored.arms().size()))),
                stored.arms(),
                stored.runs(Phase.COMPARISON))
            : now;
    Optional<String> winner = stored.header().search().flatMap(Search::winner);
    boolean isTried =
        winner.isPresent() && all.arms().stream().anyMatch(a -> a.armId().equals(winner.get()));
    return isTried ? wonBy(all, winner.get()) : all;
  }

  private static boolean restsOnSameRuns(Plan stored, Plan now, Tuning tuning) {
    boolean cut =
        tuning.choices().stream()
            .flatMap(choice -> choice.remarks().stream())
            .anyMatch(remark -> remark.kind() == Tuning.Remark.Kind.CUT);
    Set<String> before = new HashSet<>();
    Set<String> after = new HashSet<>();
    stored.runs(Phase.SELECTION).forEach(run -> before.add(run.runId()));
    now.runs(Phase.SELECTION).stream()
        .filter(run -> !cut || tuning.seeds().contains(run.seed()))
        .forEach(run -> after.add(run.runId()));
    return tuning.isDone() && before.equals(after);
  }

  private Plan withComparison(Plan plan, SweepHeader header, LeftOut out) {
    Optional<Tuning> tuning = header.tuning();
    List<PlannedRun> runs =
        new ArrayList<>(
            plan.runs(Phase.SELECTION).stream()
                .filter(run -> tuning.orElseThrow().seeds().contains(run.seed()))
                .toList());
    List<StartingOrder.Slot> listed =
        plan.arms().stream()
            .flatMap(
                arm ->
                    header.seeds().stream()
                        .filter(seed -> !out.has(arm, seed))
                        .map(seed -> new StartingOrder.Slot(arm, settings(arm, tuning), seed)))
            .toList();
    RunNaming planned = new RunNaming(identity, basis, header.sweepId());
    planned.keep(runs);
    runs.addAll(planned.of(StartingOrder.arrange(listed, order, header.seeds()), Phase.COMPARISON));
    return new Plan(header, plan.arms(), runs);
  }

  private static Settings settings(Arm arm, Optional<Tuning> tuning) {
    return tuning.map(t -> t.choice(arm.armId()).orElseThrow().settings()).orElse(Settings.NONE);
  }
}
