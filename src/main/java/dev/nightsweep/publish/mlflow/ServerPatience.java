package dev.nightsweep.publish.mlflow;

import java.time.Duration;

/**
 * How long a server is waited for, and how often it is asked again.
 *
 * @param connect until it takes the connection
 * @param answer until all of an answer is there
 * @param tries how often something is asked for, at most
 * @param pause before the second try; before each further one it is twice as long
 */
public record ServerPatience(Duration connect, Duration answer, int tries, Duration pause) {
  public static final ServerPatience USUAL =
      new ServerPatience(Duration.ofSeconds(10), Duration.ofMinutes(1), 6, Duration.ofMillis(500));

  private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

  /**
   * How long to wait after so many tries.
   *
   * @param wished what the server wants
   */
  Duration after(int tried, Duration wished) {
    Duration own = pause.multipliedBy(1L << Math.min(tried - 1, 16));
    Duration longer = own.compareTo(wished) > 0 ? own : wished;
    return longer.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : longer;
  }
}
