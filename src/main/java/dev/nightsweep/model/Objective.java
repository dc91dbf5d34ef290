package dev.nightsweep.model;

/** The metric that a sweep is judged by, and which way is better. */
public record Objective(String metric, Goal goal) {

  /** Which way is better. */
  public enum Goal {
    MAXIMIZE,
    MINIMIZE
  }

  public static final Objective DEFAULT = new Objective(Metrics.VALIDATION_ACCURACY, Goal.MAXIMIZE);

  /** The difference in the direction that is better: positive is good. */
  public double gain(double difference) {
    return goal == Goal.MAXIMIZE ? difference : -difference;
  }
}
