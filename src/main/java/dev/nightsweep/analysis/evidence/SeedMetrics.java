package dev.nightsweep.analysis.evidence;

import dev.nightsweep.model.DeclaredMetrics;
import java.util.regex.Pattern;

/** Which metrics follow from settings and seed, and not from the machine. */
public final class SeedMetrics {
  /** Names of what depends on the machine, where a program has not said so. */
  private static final Pattern OF_MACHINE =
      Pattern.compile("time|second|duration|elapsed|throughput|per_s|memory|bytes");

  private SeedMetrics() {}

  /** Whether the same run trained again should read the same. */
  public static boolean contains(DeclaredMetrics metrics, String name) {
    return metrics.get(name).isReproducible() && !OF_MACHINE.matcher(name).find();
  }
}
