package dev.nightsweep.tracker.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What keeps runs that others made. */
public enum SourceKind {
  MLFLOW,
  WANDB,
  OPTUNA,
  TRACKIO,
  TENSORBOARD,
  CSV,
  JSON;

  /** As on the command line: {@code mlflow}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SourceKind> parse(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
