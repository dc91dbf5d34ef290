package dev.nightsweep.forecast;

import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.Spec;
import dev.nightsweep.train.Program;
import java.util.OptionalLong;

/**
 * Whether as many workers as there are cores fit into memory.
 *
 * @param perWorker bytes of the largest worker that the sweep has, about
 * @param budget bytes that all workers together may take
 */
public record MemoryEstimate(long perWorker, long budget) {
  private static final long LEFT_FOR_OTHERS = 1L << 30;

  /**
   * What a sweep needs, and what there is.
   *
   * @param free bytes that could be had now
   * @param allowed what the spec allows, if it says
   */
  public static MemoryEstimate of(Plan plan, Program program, long free, OptionalLong allowed) {
    long largest =
        plan.runs().stream()
            .map(plan::settings)
            .distinct()
            .mapToLong(settings -> program.resourceEstimate(settings).memory())
            .max()
            .orElse(0);
    long there = Math.max(0, free - LEFT_FOR_OTHERS);
    return new MemoryEstimate(
        largest, allowed.isPresent() ? Math.min(there, allowed.getAsLong()) : there);
  }

  /** What a sweep needs, and what there is on this machine now. */
  public static MemoryEstimate of(Plan plan, Spec spec, WorkerLauncher launcher) {
    return of(
        plan,
        launcher.program(plan.header().program()),
        launcher.machine().freeMemoryBytes(),
        spec.ablation().budget().maxMemory());
  }

  /** How many workers fit, at least one and at most {@code wanted}. */
  public int fitting(int wanted) {
    long fit = perWorker == 0 ? wanted : budget / perWorker;
    return (int) Math.max(1, Math.min(wanted, fit));
  }

  /** Whether less is there than so many take. */
  public boolean isShort(int wanted) {
    return fitting(wanted) < wanted || perWorker > budget;
  }
}
