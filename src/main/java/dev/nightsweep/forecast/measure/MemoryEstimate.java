package dev.nightsweep.forecast.measure;

import dev.nightsweep.cli.console.Console;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.Spec;
import dev.nightsweep.train.Program;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether as many workers as there are cores fit into memory.
 *
 * @param perWorker bytes of the largest worker that the sweep has, about
 * @param budget bytes that all workers together may take
 */
public record MemoryEstimate(long perWorker, long budget) {
  private static final long LEFT_FOR_OTHERS = 1L << 30;
  private static final double MEBIBYTE = 1 << 20;

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

  /** The workshop with as many workers as memory has room for, unless the user said how many. */
  public static WorkerLauncher sized(
      WorkerLauncher workshop, Plan plan, Spec spec, boolean given, Console streams) {
    MemoryEstimate need =
        of(
            plan,
            workshop.program(plan.header().program()),
            workshop.machine().freeMemoryBytes(),
            spec.ablation().budget().maxMemory());
    int wanted = workshop.workers();
    need.warning(wanted, given).ifPresent(streams::message);
    return given ? workshop : workshop.with(need.fitting(wanted));
  }

  /** How many workers fit, at least one and at most {@code wanted}. */
  int fitting(int wanted) {
    long fit = perWorker == 0 ? wanted : budget / perWorker;
    return (int) Math.max(1, Math.min(wanted, fit));
  }

  /** What to say if not as many as are wanted fit. */
  Optional<String> warning(int wanted, boolean asked) {
    int fitting = fitting(wanted);
    if (fitting == wanted && perWorker <= budget) {
      return Optional.empty();
    }
    String need =
        "%d workers would take about %.0f MiB, %.0f MiB each, and there are %.0f"
            .formatted(
                wanted, wanted * perWorker / MEBIBYTE, perWorker / MEBIBYTE, budget / MEBIBYTE);
    return Optional.of(
        asked
            ? need + "; if one is killed for want of memory, fewer go on."
            : "%s: %d train%s at once.".formatted(need, fitting, fitting == 1 ? "s" : ""));
  }
}
