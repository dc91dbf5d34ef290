package dev.nightsweep.app;

import dev.nightsweep.model.Spec;
import dev.nightsweep.schedule.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How long a session, its runs and their failures may go on.
 *
 * @param retries how many times a run is tried again, with the same seed, after its worker died
 * @param stall how long a run may go without any sign of progress; instead of the spec's
 * @param runLimit how long one attempt may take, if that is limited
 * @param sameFailures after that many attempts in a row that failed the same way the sweep ends
 * @param finishBy start nothing that would not be done at that time; instead of the spec's
 * @param maxTime start nothing that would not be done in that time; instead of the spec's
 * @param inParts leave what there is no time for to the next session, instead of tuning or trying
 *     less so that this one gets to an answer
 * @param pilot train the runs of that many first seeds and no others, if it is to be a pilot
 */
public record SessionLimits(
    int retries,
    Optional<Duration> stall,
    Optional<Duration> runLimit,
    int sameFailures,
    Optional<LocalTime> finishBy,
    Optional<Duration> maxTime,
    boolean inParts,
    OptionalInt pilot) {
  private static final double MILLIS_AN_HOUR = 3_600_000;

  /** What holds unless the user says otherwise. */
  public static final SessionLimits DEFAULT =
      new SessionLimits(
          Policy.RETRIES,
          Optional.empty(),
          Optional.empty(),
          Policy.SAME_FAILURES,
          Optional.empty(),
          Optional.empty(),
          false,
          OptionalInt.empty());

  /** The policy of a session that begins now; these limits come before what the spec says. */
  Policy policy(Spec spec, ZonedDateTime now) {
    Spec.Budget budget = spec.ablation().budget();
    Optional<Duration> time = maxTime.or(() -> budget.maxHours().map(SessionLimits::hours));
    Optional<LocalTime> clock = finishBy.or(budget::finishBy);
    Optional<Instant> deadline =
        Stream.of(time.map(now.toInstant()::plus), clock.map(t -> next(now, t)))
            .flatMap(Optional::stream)
            .min(Instant::compareTo);
    return new Policy(
        retries,
        stall.or(budget::stall).orElse(Policy.STALL),
        runLimit,
        sameFailures,
        deadline,
        inParts || budget.inParts(),
        Map.of(),
        pilot);
  }

  /** So many hours. */
  public static Duration hours(double hours) {
    return Duration.ofMillis(Math.round(hours * MILLIS_AN_HOUR));
  }

  /** The next time that the clock shows so, today or tomorrow. */
  private static Instant next(ZonedDateTime now, LocalTime time) {
    ZonedDateTime today = now.with(time);
    return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
  }
}
