package dev.nightsweep.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The limits of a session: retries, time, and which runs are trained.
 *
 * @param retries how many times a run is tried again, with the same seed, after its worker died
 * @param stall how long a run may go without any sign of progress
 * @param runLimit how long one attempt may take, if that is limited
 * @param sameFailures after that many attempts in a row that failed the same way the sweep ends
 * @param deadline when everything has to be done, if there is such a time
 * @param inParts what there is no time for is left to the next session; else time is kept for the
 *     comparison, or a search's winner, and less is tuned or tried
 * @param runSeconds what a run of an arm is expected to take; arms of which nothing is known are
 *     left out
 * @param pilot train the runs of that many first seeds and no others, if it is to be a pilot
 */
public record Policy(
    int retries,
    Duration stall,
    Optional<Duration> runLimit,
    int sameFailures,
    Optional<Instant> deadline,
    boolean inParts,
    Map<String, Double> runSeconds,
    OptionalInt pilot) {
  public static final int RETRIES = 1;
  public static final Duration STALL = Duration.ofMinutes(10);
  public static final int SAME_FAILURES = 5;

  /** What holds unless the user says otherwise. */
  public static final Policy DEFAULT =
      new Policy(
          RETRIES,
          STALL,
          Optional.empty(),
          SAME_FAILURES,
          Optional.empty(),
          false,
          Map.of(),
          OptionalInt.empty());

  public Policy {
    runSeconds = Map.copyOf(runSeconds);
  }

  /** With a forecast of what runs take, by arm. */
  public Policy expecting(Map<String, Double> seconds) {
    return new Policy(retries, stall, runLimit, sameFailures, deadline, inParts, seconds, pilot);
  }
}
