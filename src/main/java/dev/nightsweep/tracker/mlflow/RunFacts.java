package dev.nightsweep.tracker.mlflow;

import dev.nightsweep.tracker.RunState;

/** How MLflow writes what it knows of a run. */
final class RunFacts {
  /** The label with an experiment's number. */
  static final String EXPERIMENT = "experiment";

  /** The label with its name. */
  static final String EXPERIMENT_NAME = "experiment_name";

  private RunFacts() {}

  /** What became of a run, from MLflow's word for it. */
  static RunState state(String status) {
    return switch (status) {
      case "FINISHED" -> RunState.FINISHED;
      case "FAILED" -> RunState.FAILED;
      case "KILLED" -> RunState.KILLED;
      default -> RunState.RUNNING;
    };
  }

  /** What became of a run, from the number that folders have for it. */
  static RunState state(int status) {
    return switch (status) {
      case 3 -> RunState.FINISHED;
      case 4 -> RunState.FAILED;
      case 5 -> RunState.KILLED;
      default -> RunState.RUNNING;
    };
  }

  /** A database keeps an infinity as the largest number there is. */
  static double value(double stored) {
    return Math.abs(stored) == Double.MAX_VALUE
        ? Math.copySign(Double.POSITIVE_INFINITY, stored)
        : stored;
  }
}
