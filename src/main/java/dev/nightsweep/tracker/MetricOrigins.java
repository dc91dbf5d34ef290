package dev.nightsweep.tracker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Where each metric of a run comes from: values of one name from two places would be mixed up. */
public final class MetricOrigins {
  /** So many metrics at most has a run. */
  static final int MAX_METRICS = 100_000;

  private final Map<String, String> origins = new HashMap<>();

  /**
   * Takes a value of a metric as one of that place.
   *
   * @param file what is read
   * @param remedy what the user should do if there are two
   * @throws UnreadableRunException if it came from another place before
   */
  public void require(Path file, String metric, String origin, String remedy)
      throws UnreadableRunException {
    String known = origins.putIfAbsent(metric, origin);
    if (known != null && !known.equals(origin)) {
      throw new UnreadableRunException(
          file,
          "“%s” is logged in two places, “%s” and “%s”, and nothing tells which one is meant. %s"
              .formatted(metric, known, origin, remedy));
    }
    if (origins.size() > MAX_METRICS) {
      throw new UnreadableRunException(file, "it has more than %d metrics".formatted(MAX_METRICS));
    }
  }
}
