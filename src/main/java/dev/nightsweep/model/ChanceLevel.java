package dev.nightsweep.model;

/**
 * What a run reads at best that has learned nothing.
 *
 * @param objective the metric, and which way is better
 * @param reading a last reading that is no better counts as never learned
 */
public record ChanceLevel(Objective objective, double reading) {
  /** Programs that count in single precision print its digits: {@code 0.10000000149}. */
  private static final double ROUNDING = 1e-7;

  /** Whether the run went through and its last reading is no better. */
  public boolean isHeldBy(RunRecord run) {
    return run.state() == RunState.COMPLETED
        && run.reading(objective.metric()).stream().anyMatch(this::isNoBetter);
  }

  private boolean isNoBetter(double read) {
    return objective.gain(read - reading) <= ROUNDING * Math.abs(reading);
  }
}
