package dev.nightsweep.tracker.mlflow;

import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackerLimits;

/** How MLflow writes what it knows of a run. */
final class RunFacts {
  /** So much of a tag is kept: some hold whole documents. */
  private static final int MAX_LABEL = 1000;

  private RunFacts() {}

  /** An id, within the limit of names. */
  static String id(String id) {
    return name(id);
  }

  /**
   * The name of a parameter, a metric or a tag.
   *
   * @throws IllegalArgumentException if it is longer than any name
   */
  static String name(String name) {
    if (name.isEmpty() || name.length() > TrackerLimits.MAX_NAME) {
      throw new IllegalArgumentException("a name has %d characters".formatted(name.length()));
    }
    return name;
  }

  static String label(String value) {
    return value.length() <= MAX_LABEL ? value : value.substring(0, MAX_LABEL);
  }

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
