package dev.nightsweep.app;

import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.text.Numbers;
import java.util.Map;
import java.util.OptionalInt;

/** How runs are called on the console, by the plan as it is now. Asked from any thread. */
public final class RunLabels {
  private volatile Plan plan;

  RunLabels(Plan plan) {
    this.plan = plan;
  }

  /** The plan has got longer. */
  void know(Plan longer) {
    plan = longer;
  }

  /** {@code lrn=true seed 3}. */
  public String of(PlannedRun run) {
    return "%s seed %d".formatted(plan.arm(run.armId()).label(run.candidate()), run.seed());
  }

  /** {@code accuracy 0.9712}: what the sweep is judged by, with a dash if it was not read. */
  public String reading(Map<String, Double> metrics) {
    String metric = plan.header().objective().metric();
    String name = metric.equals(Metrics.VALIDATION_ACCURACY) ? "accuracy" : metric;
    Double reading = metrics.get(metric);
    return name + " " + (reading == null ? "–" : Numbers.reading(reading));
  }

  /** {@code 3/5}: an epoch and, where it is known, how many there are. */
  public String epoch(PlannedRun run, int epoch) {
    OptionalInt all = epochs(run);
    return all.isPresent() ? epoch + "/" + all.getAsInt() : Integer.toString(epoch);
  }

  /** How many epochs a run has, where that is known. */
  OptionalInt epochs(PlannedRun run) {
    return plan.settings(run).epochs();
  }
}
