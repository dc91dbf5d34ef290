package dev.nightsweep.model;

import java.util.Locale;

/**
 * A tracker that a program of somebody's own logs to, and whose files its metrics are read from.
 */
public enum MetricsFrom {
  WANDB,
  MLFLOW,
  TENSORBOARD;

  /** As specs and options write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MetricsFrom of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
