package dev.nightsweep.app;

import java.util.Map;
import java.util.Optional;

/**
 * Where runs train.
 *
 * @param name {@code local} for worker processes on this machine, or that of an engine on the class
 *     path
 * @param master the cluster's address, unless the settings have it
 * @param settings the cluster's own, by name
 * @param checkpoints a folder that all its machines see, for checkpoints
 */
public record EngineChoice(
    String name,
    Optional<String> master,
    Map<String, String> settings,
    Optional<String> checkpoints) {
  private static final String LOCAL_NAME = "local";

  /** Worker processes on this machine. */
  public static final EngineChoice LOCAL =
      new EngineChoice(LOCAL_NAME, Optional.empty(), Map.of(), Optional.empty());

  public EngineChoice {
    settings = Map.copyOf(settings);
  }

  public boolean isLocal() {
    return name.equals(LOCAL_NAME);
  }
}
