package dev.nightsweep.plan;

import dev.nightsweep.model.Spec;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * What is left of a spec after {@code run_cap}: looked at before anything is expanded.
 *
 * @param mostRuns how many of the listed runs are kept
 */
record RunCap(List<RequestedArms.Point> points, List<Long> seeds, int mostRuns) {
  /** The largest grid that is planned at all: 10^10 arms. */
  static final BigInteger MAX_ARMS = BigInteger.TEN.pow(10);

  static final int MAX_RUNS_UNCAPPED = 100_000;

  static final int MAX_CANDIDATES = 10_000;

  /** A plan is held in memory: beyond this it would not fit. */
  static final int MAX_RUNS = 1_000_000;

  /**
   * @throws PlanException if the grid is too large, empty, or its first block beyond the cap
   */
  static RunCap of(Spec spec, RequestedArms points, GridSize size) {
    refuseTooLarge(spec, size);
    RunCap cut = spec.runCap().isEmpty() ? whole(spec, points, size) : capped(spec, points);
    if (cut.points().isEmpty()) {
      throw refused("exclude leaves no arm of the grid's %,d: exclude less", size.arms());
    }
    return cut;
  }

  /**
   * As many points as the cap allows, one run each.
   *
   * @param points draws that many
   */
  static RunCap drawn(Spec spec, IntFunction<List<RequestedArms.Point>> points) {
    if (spec.runCap().isEmpty()) {
      throw refused(
          "%s: method: %s needs run_cap, the number of points to draw: give --run-cap 60, or add the"
              + " line run_cap: 60",
          spec.source().fileName(), spec.method().text());
    }
    int cap = spec.runCap().getAsInt();
    if (cap > MAX_RUNS) {
      throw refused("run_cap (%,d) must be at most %,d", cap, MAX_RUNS);
    }
    return new RunCap(points.apply(cap), spec.ablation().seeds(), cap);
  }

  private static void refuseTooLarge(Spec spec, GridSize size) {
    if (size.arms().compareTo(MAX_ARMS) > 0) {
      throw refused(
          "the grid has %,d arms, more than the %,d that can be planned: give its factors fewer"
              + " levels",
          size.arms(), MAX_ARMS);
    }
    if (CandidateExpansion.count(spec).compareTo(BigInteger.valueOf(MAX_CANDIDATES)) > 0) {
      throw refused(
          "the nuisance parameters have %,d combinations, more than the %,d that are tried in an"
              + " arm: give them fewer values",
          CandidateExpansion.count(spec), MAX_CANDIDATES);
    }
    BigInteger cap = BigInteger.valueOf(spec.runCap().orElse(0));
    if (size.runs().min(cap).compareTo(BigInteger.valueOf(MAX_RUNS)) > 0) {
      throw refused("run_cap (%,d) must be at most %,d for a sweep this large", cap, MAX_RUNS);
    }
  }

  private static RunCap whole(Spec spec, RequestedArms points, GridSize size) {
    int mostArms = MAX_RUNS_UNCAPPED / (size.seeds() + CandidateExpansion.runsAnArm(spec));
    boolean allCount = spec.ablation().arms().exclude().isEmpty();
    boolean tooMany = allCount && size.arms().compareTo(BigInteger.valueOf(mostArms)) > 0;
    List<RequestedArms.Point> first = tooMany ? List.of() : points.first(mostArms + 1);
    if (tooMany || first.size() > mostArms) {
      throw refused(
          "the spec asks for %,d runs (%,d arms, %,d seeds each), more than %,d: set run_cap to run"
              + " some of them",
          size.runs(), size.arms(), size.seeds(), MAX_RUNS_UNCAPPED);
    }
    return new RunCap(first, spec.ablation().seeds(), Integer.MAX_VALUE);
  }

  private static RunCap capped(Spec spec, RequestedArms points) {
    int cap = spec.runCap().orElseThrow();
    List<Long> seeds = spec.ablation().seeds();
    if (!spec.declared()) {
      int arms = (int) ((cap + seeds.size() - 1L) / seeds.size());
      return new RunCap(points.first(arms), seeds, cap);
    }
    List<RequestedArms.Point> block = points.first(cap == Integer.MAX_VALUE ? cap : cap + 1);
    if (block.size() > cap) {
      throw refused(
          "run_cap (%,d) must allow one run of every arm, of which there are %,d before exclude:"
              + " under ablation it cuts at whole seed blocks",
          cap, points.count());
    }
    long tuning = (long) block.size() * CandidateExpansion.runsAnArm(spec);
    if (tuning + block.size() > cap) {
      throw refused(
          "run_cap (%,d) must allow the %,d runs that tune the arms and one run of every arm (%,d)",
          cap, tuning, block.size());
    }
    int blocks =
        Math.min(seeds.size(), block.isEmpty() ? 0 : (int) ((cap - tuning) / block.size()));
    return new RunCap(block, seeds.subList(0, blocks), Integer.MAX_VALUE);
  }

  private static PlanException refused(String message, Object... facts) {
    return new PlanException(List.of(String.format(Locale.ROOT, message, facts)));
  }
}
