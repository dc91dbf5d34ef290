package dev.nightsweep.schedule;

import java.util.Optional;

/**
 * Notices that runs fail one after the other in the same way, so that a night is not spent on
 * failing: a missing library or a damaged data set fails every run. One run that completes shows
 * that it is not so.
 */
final class CircuitBreaker {
  private final int limit;
  private String cause = "";
  private int times;
  private Optional<String> tripped = Optional.empty();

  /**
   * @param limit how many of the same failure in a row are too many
   */
  CircuitBreaker(int limit) {
    this.limit = limit;
  }

  void completed() {
    times = 0;
  }

  void failed(String why) {
    String kind = kind(why);
    times = kind.equals(kind(cause)) ? times + 1 : 1;
    cause = why;
  }

  /** Nothing can be trained any more, whatever comes. */
  void trip(String why) {
    tripped = Optional.of(why);
  }

  /** Why the sweep should end, if it should. */
  Optional<String> tripped() {
    return times < limit
        ? tripped
        : Optional.of("%d attempts in a row failed the same way: %s".formatted(times, cause));
  }

  /** Two causes that differ only in numbers, such as addresses and ids, are of one kind. */
  private static String kind(String cause) {
    return cause.replaceAll("(0x)?[0-9a-f]*[0-9][0-9a-f]*", "#");
  }
}
