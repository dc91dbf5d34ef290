package dev.nightsweep.tracker;

import java.nio.file.Path;

/** How much of a stranger's run is taken in. */
public final class TrackerLimits {
  /** Of one file, as for imports. */
  public static final long MAX_FILE_BYTES = 100_000_000L;

  /** Of one file that a run of ours writes, which is read piece by piece. */
  public static final long MAX_OWN_FILE_BYTES = 10_000_000_000L;

  /** Of one record in a file. */
  public static final int MAX_RECORD_BYTES = 16 << 20;

  /** Of one look at a file that grows; the next one goes on. */
  public static final int MAX_LOOK_BYTES = 8 << 20;

  /** Of the name of a metric or a parameter. */
  public static final int MAX_NAME = 1000;

  /** So many things may be told of one source: each takes memory. */
  public static final int MAX_FACTS = 5_000_000;

  /** Of what is kept of a tag or a text: some hold whole documents. */
  private static final int MAX_LABEL = 1000;

  private TrackerLimits() {}

  /**
   * The name of a metric, a parameter or a tag.
   *
   * @throws IllegalArgumentException if it is longer than any name, or empty
   */
  public static String name(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("a name has %d characters".formatted(name.length()));
    }
    return name;
  }

  /** What is kept of a text. */
  public static String label(String value) {
    return value.length() <= MAX_LABEL ? value : value.substring(0, MAX_LABEL);
  }

  /** Ends the reading of a file that tells more than is taken in. */
  public static void requireFacts(Path file, int facts) throws UnreadableRunException {
    if (facts > MAX_FACTS) {
      throw new UnreadableRunException(
          file, "it has more than %d values of metrics and parameters".formatted(MAX_FACTS));
    }
  }
}
